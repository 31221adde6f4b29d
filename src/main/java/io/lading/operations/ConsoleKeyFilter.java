package io.lading.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Opens the console for whoever has the link of the console: exchanges its key for a session and
 * takes it out of the address, so that it stays in no history and no bookmark.
 */
final class ConsoleKeyFilter extends OncePerRequestFilter {
    private final Callers callers;
    private final ConsoleSessions sessions;

    ConsoleKeyFilter(Callers callers, ConsoleSessions sessions) {
        this.callers = callers;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        sessions.endIfOver(request);
        String key = request.getMethod().equals("GET") ? request.getParameter("key") : null;
        if (key != null && sessions.turnsAway(request, response)) {
            return;
        }
        Optional<Caller> caller = key == null ? Optional.empty() : callers.byConsoleKey(key);
        if (key == null || (caller.isEmpty() && !ConsoleSessions.isOpen())) {
            if (key != null) {
                sessions.refused(request);
            }
            chain.doFilter(request, response);
            return;
        }
        // Whoever is in already, and opens a link again that was used, is no guesser.
        caller.ifPresent(known -> sessions.open(known, request, response));
        response.sendRedirect(request.getRequestURI() + withoutKey(request.getQueryString()));
    }

    private static String withoutKey(String query) {
        String rest = Arrays.stream(query.split("&"))
                .filter(part -> !URLDecoder.decode(part, StandardCharsets.UTF_8).startsWith("key="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }
}
