package io.lading.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns {@code Authorization: Bearer …} into a {@link Caller}, before a byte of the body is read. */
final class BearerTokenFilter extends OncePerRequestFilter {
    static final String ADMINISTRATOR = "ADMINISTRATOR";
    static final String MACHINE = "MACHINE";

    private static final String SCHEME = "Bearer ";

    private final Callers callers;

    BearerTokenFilter(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            callers.byToken(header.substring(SCHEME.length()).strip(), request.getRemoteAddr())
                    .filter(DoorSide.of(request)::knows)
                    .ifPresent(BearerTokenFilter::authenticate);
        }
        chain.doFilter(request, response);
    }

    static void authenticate(Caller caller) {
        String role = caller instanceof Caller.Administrator ? ADMINISTRATOR : MACHINE;
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller, "", List.of(new SimpleGrantedAuthority("ROLE_" + role))));
        SecurityContextHolder.setContext(context);
    }
}
