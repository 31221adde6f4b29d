package io.lading.operations;

import io.lading.tracking.SignInLog;
import io.lading.transport.PartnerLimits;
import io.lading.transport.http.SignedBody;
import io.lading.transport.spool.BodySpool;
import io.lading.transport.spool.Sender;
import io.lading.transport.spool.SpooledBody;
import io.lading.transport.spool.SpooledRequest;
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
    static final String REFUSED =
            "Show all that is agreed for this path: token (Authorization: Bearer ldg_…, or Basic where that is agreed), client"
                    + " certificate, signature (Lading-Signature: t=…,v1=…). Whichever is missing, wrong, old or used is not told.";

    private static final Logger log = LoggerFactory.getLogger(PartnerPathFilter.class);
    private static final Pattern PATH = Pattern.compile(ROOT + "([a-z0-9-]{1,64})/([A-Za-z0-9_.-]{1,64})(/.*)?");

    private final Callers callers;
    private final ObjectProvider<SignInLog> signIns;
    private final PartnerLimits limits;
    private final BodySpool bodies;
    private final long mostBytes;

    /** @param mostBytes of a body that its signature has yet to prove */
    PartnerPathFilter(
            Callers callers,
            ObjectProvider<SignInLog> signIns,
            PartnerLimits limits,
            BodySpool bodies,
            long mostBytes) {
        this.limits = limits;
        this.bodies = bodies;
        this.mostBytes = mostBytes;
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
                        ShownToken.of(request),
                        BearerTokenFilter.certificate(request),
                        hasBody(request),
                        Optional.ofNullable(request.getHeader(SignedBody.HEADER)))
                : Optional.empty();
        caller.ifPresent(BearerTokenFilter::authenticate);
        if (caller.isEmpty()) {
            String shown = path.matches() ? path.group(1) + "/" + path.group(2) : "unknown";
            log.warn("http path={} remote={} refused=\"not what is agreed\"", shown, request.getRemoteAddr());
            signIns.ifAvailable(told -> told.refused("a partner's path", request.getRemoteAddr()));
        }
        Optional<String> partner = caller.filter(found -> callers.isProvenByBody(found.name()))
                .filter(found -> hasBody(request))
                .map(found -> path.group(1));
        if (partner.isPresent()) {
            takeFirst(request, response, partner.get(), chain);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getMethod().equals("POST") || request.getMethod().equals("PUT");
    }

    /** Only the whole body proves whose it is, so no thread waits for it. */
    private void takeFirst(HttpServletRequest request, HttpServletResponse response, String partner, FilterChain chain)
            throws ServletException, IOException {
        String remote = request.getRemoteAddr();
        Sender sender = new Sender(Optional.of(partner), remote, limits.isKnownAt(partner, remote));
        Optional<SpooledBody> body = bodies.take(request, response, sender, mostBytes);
        if (body.isEmpty()) {
            return; // it is on its way; we are called again
        }
        if (body.get() instanceof SpooledBody.Whole whole) {
            chain.doFilter(new SpooledRequest(request, whole), response);
            return;
        }
        SpooledBody.Refused refused = (SpooledBody.Refused) body.get();
        if (refused.isForNow()) {
            response.setHeader("Retry-After", refused.retryAfter());
        }
        SecurityConfiguration.problem(response, refused.status(), "Not taken", refused.words());
    }

    /** A request comes twice where its body was taken in first. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
