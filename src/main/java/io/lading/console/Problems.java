package io.lading.console;

import io.lading.tracking.RecordRefused;
import io.lading.tracking.RecordUnavailable;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A page that says what went wrong, instead of a trace. */
@ControllerAdvice(basePackageClasses = Problems.class)
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    String notThere(NotThere e, Model model, HttpServletResponse response) {
        return page(model, response, HttpServletResponse.SC_NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    String unavailable(RecordUnavailable e, Model model, HttpServletResponse response) {
        log.warn("The record is not available: {}", e.getMessage());
        return page(
                model,
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "The record cannot be reached at the moment. Look at /health/ready, and try again.");
    }

    @ExceptionHandler
    String refused(RecordRefused e, Model model, HttpServletResponse response) {
        log.warn("A request was refused by the record: {}", e.getMessage());
        return page(
                model,
                response,
                HttpServletResponse.SC_BAD_REQUEST,
                "A value cannot be kept or searched for, for its characters or its length.");
    }

    private static String page(Model model, HttpServletResponse response, int status, String message) {
        response.setStatus(status);
        model.addAttribute("message", message);
        return "problem";
    }
}
