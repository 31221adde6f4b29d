package io.lading.console;

import io.lading.tracking.Finder;
import io.lading.tracking.Standing;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.zip.CRC32;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page shows. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
public final class EveryPage {
    private final String environment;
    private final Finder finder;
    private final Clock clock;
    private final String version;

    EveryPage(String environment, Finder finder, Clock clock) {
        this.environment = environment;
        this.finder = finder;
        this.clock = clock;
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
            Finder.Counters counters = finder.counters(clock.instant());
            long waiting = counters.standing().getOrDefault(Standing.UNRECOGNISED, 0L)
                    + counters.standing().getOrDefault(Standing.QUARANTINED, 0L)
                    + counters.standing().getOrDefault(Standing.HELD, 0L);
            model.addAttribute("waiting", waiting);
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
