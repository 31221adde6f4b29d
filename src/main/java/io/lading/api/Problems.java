package io.lading.api;

import io.lading.tracking.ChangedPayload;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.RecordRefused;
import io.lading.tracking.RecordUnavailable;
import io.lading.transport.PartnerLimits;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Makes a problem document of whatever keeps a request from being answered; inner causes stay in the log. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String AGAIN_IN_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        return answer(refusal);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> method(HttpRequestMethodNotSupportedException e) {
        String[] supported = e.getSupportedMethods();
        return notAllowed(e.getMethod(), supported == null ? Set.of() : Set.of(supported));
    }

    static ResponseEntity<ProblemDetail> notAllowed(String method, Set<String> allowed) {
        Refusal refusal = new Refusal(
                HttpStatus.METHOD_NOT_ALLOWED,
                "Method not allowed",
                "This path does not take " + method + " but " + String.join(", ", allowed)
                        + "; see /api/v1/openapi.json.");
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Allow", String.join(", ", allowed))
                .body(refusal.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> form(HttpMediaTypeNotAcceptableException e) {
        return answer(notAcceptable());
    }

    static Refusal notAcceptable() {
        return new Refusal(
                HttpStatus.NOT_ACCEPTABLE,
                "Not acceptable",
                "The answer cannot be given in the form that the header Accept asks for; leave it out, or see"
                        + " /api/v1/openapi.json for the forms there are.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(PartnerLimits.TooManyException e) {
        Refusal refusal = new Refusal(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many requests",
                "This partner hands in more at present than is agreed; nothing was kept. Send it again after "
                        + e.retryAfter() + " s.");
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Retry-After", e.retryAfter())
                .body(refusal.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(RecordUnavailable e) {
        Refusal refusal = new Refusal(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Service unavailable",
                words(e) + " Nothing was kept; send it again later.");
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header("Retry-After", AGAIN_IN_SECONDS)
                .body(refusal.problem());
    }

    /** What closes the doors says so in the log itself, once and not for each that is turned away. */
    private static String words(RecordUnavailable e) {
        if (e instanceof IntakeClosed closed) {
            log.debug("Nothing is taken in: {}", e.getMessage());
            return closed.forSenders();
        }
        log.warn("The record is not available: {}", e.getMessage());
        return "The hub cannot write to its record at the moment.";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RecordRefused e) {
        log.warn("A request was refused by the record: {}", e.getMessage());
        return answer(new Refusal(
                HttpStatus.BAD_REQUEST,
                "Bad request",
                "A value of this request cannot be kept or searched for, for its characters or its length."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> changed(ChangedPayload e) {
        return answer(new Refusal(
                HttpStatus.INTERNAL_SERVER_ERROR, "Stored bytes are changed", String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
        log.error("A request failed", e);
        return answer(new Refusal(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Internal error",
                "The hub failed; its log says more. Try again later."));
    }

    static ResponseEntity<ProblemDetail> answer(Refusal refusal) {
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusal.problem());
    }
}
