package io.lading.console;

import io.lading.operations.WorkDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page shows. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
public final class EveryPage {
    private final String environment;
    private final WorkDesk work;
    private final String version;

    EveryPage(String environment, WorkDesk work) {
        this.environment = environment;
        this.work = work;
        this.version = versionOf("/static/assets/lading.css");
    }

    @ModelAttribute
    void frame(Model model, HttpServletRequest request) {
        model.addAttribute("environment", environment);
        model.addAttribute("version", version);
        model.addAttribute("path", request.getRequestURI());
        boolean part = request.getHeader("HX-Request") != null;
        boolean signedIn = request.getUserPrincipal() != null;
        if (signedIn && !part) {
            model.addAttribute("waiting", work.count());
        }
    }

    /** Changes with the style sheet, so that browsers may keep it. */
    private static String versionOf(String resource) {
        try (InputStream in = EveryPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The build left out " + resource);
            }
            CRC32 sum = new CRC32();
            sum.update(in.readAllBytes());
            return Long.toHexString(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
