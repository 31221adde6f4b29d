package io.lading.console;

import io.lading.operations.ConsoleSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in by the administrator's token. */
@Controller
final class SignInController {
    private final ConsoleSessions sessions;

    SignInController(ConsoleSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    String ask() {
        return "sign-in";
    }

    @PostMapping("/sign-in")
    @Nullable
    String open(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (sessions.turnsAway(request, response)) {
            return null; // it is answered
        }
        if (sessions.open(token.strip(), request, response)) {
            return "redirect:/";
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        model.addAttribute("refused", true);
        return "sign-in";
    }
}
