package io.lading.operations;

import io.lading.tracking.SignInLog;
import io.lading.transport.http.SignedBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows who calls {@code /partners/PARTNER/CONNECTION} by what its partner file asks for, before the body is read. */
final class PartnerPathFilter extends OncePerRequestFilter {
    static final String ROOT = "/partners/";
    static final String REFUSED = "Show all that is agreed for this path: token (Authorization: Bearer ldg_…), client"
            + " certificate, signature (Lading-Signature: t=…,v1=…). Whichever is missing, wrong, old or used is not told.";

    private static final Logger log = LoggerFactory.getLogger(PartnerPathFilter.class);
    private static final Pattern PATH = Pattern.compile(ROOT + "([a-z0-9-]{1,64})/([A-Za-z0-9_.-]{1,64})(/.*)?");

    private final Callers callers;
    private final ObjectProvider<SignInLog> signIns;

    PartnerPathFilter(Callers callers, ObjectProvider<SignInLog> signIns) {
        this.signIns = signIns;
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher path = PATH.matcher(request.getServletPath());
        Optional<Caller> caller = path.matches()
                ? callers.byPath(
                        path.group(1) + "/" + path.group(2),
                        BearerTokenFilter.token(request),
                        BearerTokenFilter.certificate(request),
                        request.getMethod().equals("POST"),
                        Optional.ofNullable(request.getHeader(SignedBody.HEADER)))
                : Optional.empty();
        caller.ifPresent(BearerTokenFilter::authenticate);
        if (caller.isEmpty()) {
            String shown = path.matches() ? path.group(1) + "/" + path.group(2) : "unknown";
            log.warn("http path={} remote={} refused=\"not what is agreed\"", shown, request.getRemoteAddr());
            signIns.ifAvailable(told -> told.refused("a partner's path", request.getRemoteAddr()));
        }
        chain.doFilter(request, response);
    }
}
