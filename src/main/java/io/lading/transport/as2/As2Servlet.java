package io.lading.transport.as2;

import io.lading.tracking.CrashPoints;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.RecordFailure;
import io.lading.transport.PartnerLimits;
import io.lading.transport.as2.As2Door.Reply;
import io.lading.transport.spool.BodySpool;
import io.lading.transport.spool.Sender;
import io.lading.transport.spool.SpooledBody;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where partners post messages and receipts. Takes whole requests, answers with what {@link As2Door} says. */
public final class As2Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger logger = LoggerFactory.getLogger(As2Servlet.class);
    private static final int HELD_BYTES = 256 * 1024;

    private final transient As2Door door;
    private final transient BodySpool bodies;
    private final transient Path spoolFolder;
    private final long mostBytes;

    /**
     * @param spoolFolder for what is made of a body
     * @param mostBytes of a request's body
     */
    public As2Servlet(As2Door door, BodySpool bodies, Path spoolFolder, long mostBytes) {
        this.bodies = bodies;
        this.door = door;
        this.spoolFolder = spoolFolder;
        this.mostBytes = mostBytes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(response, Reply.plain(405, "This is an AS2 door (RFC 4130); messages are posted to it."));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MimeHeaders headers = headers(request);
        String remote = request.getRemoteAddr();
        try {
            door.requireOpen();
            Optional<Reply> wrong = door.refuse(headers, remote);
            if (wrong.isPresent()) {
                write(response, wrong.get());
                return;
            }
            Sender sender = door.sender(headers, remote);
            Optional<SpooledBody> body = bodies.take(request, response, sender, mostBytes);
            if (body.isEmpty()) {
                return; // it is on its way; we are called again
            }
            if (body.get() instanceof SpooledBody.Refused refused) {
                if (refused.isForNow()) {
                    response.setHeader("Retry-After", refused.retryAfter());
                }
                write(response, Reply.plain(refused.status(), refused.words()));
                return;
            }
            try (Workspace workspace = new Workspace(spoolFolder, HELD_BYTES, bodies.share(sender))) {
                write(response, take(headers, (SpooledBody.Whole) body.get(), remote, workspace));
            }
        } catch (PartnerLimits.TooManyException e) {
            response.setHeader("Retry-After", e.retryAfter());
            write(response, Reply.plain(429, "Too many messages at present; send it again later."));
        } catch (IntakeClosed e) {
            logger.debug("as2 remote={} answered 503: {}", request.getRemoteAddr(), e.getMessage());
            response.setHeader("Retry-After", "60");
            write(response, Reply.plain(503, e.forSenders() + " Nothing was kept; send the message again later."));
        } catch (SpoolException | RecordFailure e) {
            logger.warn("as2 remote={} answered 503: {}", request.getRemoteAddr(), e.getMessage());
            response.setHeader("Retry-After", "60");
            write(response, Reply.plain(503, "The message cannot be kept at present; send it again later."));
        }
    }

    private Reply take(MimeHeaders headers, SpooledBody.Whole body, String remote, Workspace workspace)
            throws IOException {
        if (body.size() == 0) {
            return Reply.plain(400, "The body is empty.");
        }
        CrashPoints.reach("after-spool");
        Reply reply = door.take(headers, Content.of(body), remote, workspace);
        CrashPoints.reach("before-answer");
        return reply;
    }

    private static MimeHeaders headers(HttpServletRequest request) {
        List<String> fields = new ArrayList<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                fields.add(name);
                fields.add(value);
            }
        }
        return MimeHeaders.of(fields.toArray(String[]::new));
    }

    private static void write(HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        reply.headers().fields().forEach(field -> {
            if (field.name().equalsIgnoreCase("Content-Type")) {
                response.setContentType(field.value());
            } else {
                response.setHeader(field.name(), field.value());
            }
        });
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }
}
