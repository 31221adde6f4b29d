package io.lading.transport.soap;

import io.lading.partner.Connection;
import io.lading.tracking.RecordFailure;
import io.lading.transport.PartnerLimits;
import io.lading.transport.Submissions;
import io.lading.transport.soap.Refusal.Code;
import io.lading.transport.spool.BodySpool;
import io.lading.transport.spool.Sender;
import io.lading.transport.spool.SpoolQuota;
import io.lading.transport.spool.SpooledBody;
import io.lading.transport.spool.SpooledRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.cxf.interceptor.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What is decided by a request's HTTP header, before CXF reads of its body: whether the door is open, and whose the token is.
 * A caller without one signs in within the envelope, which is taken in first, as anybody's. Thread-safe.
 */
final class Entrance {
    private static final String CONNECTION = Entrance.class.getName() + ".connection";
    private static final String REFUSED = Entrance.class.getName() + ".refused";
    private static final String SCHEME = "Bearer ";

    private final SignIn signIn;
    private final Submissions submissions;
    private final PartnerLimits limits;
    private final BodySpool bodies;
    private final long mostBytes;

    /** @param mostBytes of a whole request */
    Entrance(SignIn signIn, Submissions submissions, PartnerLimits limits, BodySpool bodies, long mostBytes) {
        this.signIn = signIn;
        this.submissions = submissions;
        this.limits = limits;
        this.bodies = bodies;
        this.mostBytes = mostBytes;
    }

    /** Goes on with a request that may go on; what was refused says so to {@link #refusal}. */
    interface Onward {
        void go(HttpServletRequest request) throws IOException, ServletException;
    }

    void enter(HttpServletRequest request, HttpServletResponse response, Onward onward)
            throws IOException, ServletException {
        Optional<String> token = token(request);
        try {
            submissions.requireOpen();
            if (token.isPresent()) {
                enter(request, signIn.byToken(token.get(), caller(request)), response, onward);
                return;
            }
        } catch (Fault refused) {
            refuse(request, refused, onward);
            return;
        } catch (RecordFailure closed) {
            refuse(request, PartnerService.fault(closed, "unknown"), onward);
            return;
        }
        Optional<SpooledBody> body = bodies.take(request, response, sender(request), mostBytes);
        if (body.isEmpty()) {
            return; // it is on its way; we are called again
        }
        if (body.get() instanceof SpooledBody.Whole whole) {
            onward.go(new SpooledRequest(request, whole));
            return;
        }
        refuse(request, fault((SpooledBody.Refused) body.get(), response), onward);
    }

    /** Without its body, which CXF would read to the end before it answers. */
    private static void refuse(HttpServletRequest request, RuntimeException why, Onward onward)
            throws IOException, ServletException {
        request.setAttribute(REFUSED, why);
        SpooledBody.Whole nothing = new SpooledBody.Whole(new byte[0], null, 0, SpoolQuota.unbounded());
        onward.go(new SpooledRequest(request, nothing));
    }

    private void enter(HttpServletRequest request, Connection connection, HttpServletResponse response, Onward onward)
            throws IOException, ServletException {
        PartnerLimits.Place place;
        try {
            place = limits.enter(connection.partner());
        } catch (PartnerLimits.TooManyException e) {
            refuse(request, tooMany(e, response), onward);
            return;
        }
        try {
            request.setAttribute(CONNECTION, connection);
            onward.go(request);
        } finally {
            place.leave();
        }
    }

    /** Whom a header names says the envelope only; one that signed in from here is taken for itself until then. */
    private Sender sender(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        Optional<String> partner = limits.partnerAt(address);
        return new Sender(partner, address, partner.isPresent());
    }

    private static RuntimeException fault(SpooledBody.Refused refused, HttpServletResponse response) {
        if (refused.isForNow()) {
            response.setHeader("Retry-After", refused.retryAfter());
            return Refusal.of(Code.UNAVAILABLE, sentence(refused), "Send it again later.");
        }
        return refused.status() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                ? Refusal.of(Code.TOO_LARGE, sentence(refused), "Send it in parts.")
                : Request.bad(sentence(refused), "Send it again.");
    }

    private static String sentence(SpooledBody.Refused refused) {
        return refused.words().replaceFirst("\\.$", "");
    }

    static RuntimeException tooMany(PartnerLimits.TooManyException e, HttpServletResponse response) {
        response.setHeader("Retry-After", e.retryAfter());
        return Refusal.of(
                Code.UNAVAILABLE,
                "Too many requests at present",
                "Nothing was kept; send it again after " + e.retryAfter() + " s.");
    }

    /** Why a request goes no further, if it does not. */
    static @Nullable RuntimeException refusal(HttpServletRequest request) {
        return request.getAttribute(REFUSED) instanceof RuntimeException refused ? refused : null;
    }

    /** Who is known by a token. */
    static @Nullable Connection connection(HttpServletRequest request) {
        return request.getAttribute(CONNECTION) instanceof Connection connection ? connection : null;
    }

    private static Optional<String> token(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    static SignIn.Caller caller(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return new SignIn.Caller(address, request.isSecure() || isLoopback(address));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
