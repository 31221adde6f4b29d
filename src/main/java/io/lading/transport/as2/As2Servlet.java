package io.lading.transport.as2;

import io.lading.tracking.CrashPoints;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.RecordFailure;
import io.lading.transport.PartnerLimits;
import io.lading.transport.as2.As2Door.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where partners post messages and receipts. Takes whole requests, answers with what {@link As2Door} says. */
public final class As2Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger logger = LoggerFactory.getLogger(As2Servlet.class);
    private static final int HELD_BYTES = 256 * 1024;

    private final transient As2Door door;
    private final transient Path spoolFolder;
    private final long mostBytes;

    /** @param mostBytes of a request's body */
    public As2Servlet(As2Door door, Path spoolFolder, long mostBytes) {
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
        if (request.getContentLengthLong() > mostBytes) {
            write(response, Reply.plain(413, "The message is too large."));
            return;
        }
        try (Workspace workspace = new Workspace(spoolFolder, HELD_BYTES);
                InputStream body = new Stretch(request.getInputStream(), mostBytes + 1)) {
            door.requireOpen();
            Content content = workspace.take(body);
            if (content.size() > mostBytes) {
                write(response, Reply.plain(413, "The message is too large."));
                return;
            }
            if (content.size() == 0) {
                write(response, Reply.plain(400, "The body is empty."));
                return;
            }
            CrashPoints.reach("after-spool");
            Reply reply = door.take(headers(request), content, request.getRemoteAddr(), workspace);
            CrashPoints.reach("before-answer");
            write(response, reply);
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
