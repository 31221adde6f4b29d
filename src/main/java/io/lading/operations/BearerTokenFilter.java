package io.lading.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the token of {@code Authorization} into a {@link Caller}, before a byte of the body is read. */
final class BearerTokenFilter extends OncePerRequestFilter {
    static final String ADMINISTRATOR = "ADMINISTRATOR";
    static final String MACHINE = "MACHINE";

    private final Callers callers;
    private final Guesses guesses;

    BearerTokenFilter(Callers callers, Guesses guesses) {
        this.callers = callers;
        this.guesses = guesses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ShownToken> token = ShownToken.of(request);
        boolean braked = DoorSide.of(request) != DoorSide.PARTNERS;
        Optional<Caller> caller = token.flatMap(
                        shown -> callers.byToken(shown, request.getRemoteAddr(), certificate(request)))
                .filter(DoorSide.of(request)::knows);
        // A token has too many bits to be guessed, but many callers may have one address: a partner's stale token,
        // tried
        // again and again, keeps nobody out who stands behind the same proxy with a right one.
        boolean wrong = token.isPresent() && caller.isEmpty();
        if (wrong && braked && guesses.turnsAway(request, response)) {
            return;
        }
        caller.ifPresent(BearerTokenFilter::authenticate);
        if (token.isPresent()) {
            judged(caller.isPresent(), braked, request.getRemoteAddr());
        }
        chain.doFilter(request, response);
    }

    private void judged(boolean right, boolean braked, String remote) {
        if (right) {
            guesses.accepted(remote);
        } else if (braked) {
            guesses.refused("the API", remote);
        } else {
            guesses.told("the API", remote);
        }
    }

    /** The certificate whose key the caller proved to hold in the TLS handshake. */
    static Optional<X509Certificate> certificate(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    static void authenticate(Caller caller) {
        String role = caller instanceof Caller.Administrator ? ADMINISTRATOR : MACHINE;
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller, "", List.of(new SimpleGrantedAuthority("ROLE_" + role))));
        SecurityContextHolder.setContext(context);
    }
}
