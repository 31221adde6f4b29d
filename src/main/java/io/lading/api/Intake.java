package io.lading.api;

import io.lading.operations.Caller;
import io.lading.partner.Connection;
import io.lading.partner.HttpEntry;
import io.lading.security.Secret;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordId;
import io.lading.tracking.UsedNonces;
import io.lading.transport.LimitedStream;
import io.lading.transport.PartnerLimits;
import io.lading.transport.Submissions;
import io.lading.transport.http.GzipBody;
import io.lading.transport.http.SignedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;

/** Takes the body of a POST in, by whichever path it came. Thread-safe. */
final class Intake {
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String USUAL_TYPE = "application/octet-stream";
    private static final String FORM = "multipart/form-data";
    private static final int LONGEST_KEY = 255;

    private final Submissions submissions;
    private final PartnerLimits limits;
    private final UsedNonces nonces;
    private final Clock clock;

    Intake(Submissions submissions, PartnerLimits limits, UsedNonces nonces, Clock clock) {
        this.submissions = submissions;
        this.limits = limits;
        this.nonces = nonces;
        this.clock = clock;
    }

    /** What is durable now. */
    record Taken(long id, boolean repeated) {

        String text() {
            return RecordId.text(id);
        }

        /** @param transmissions the path below which the caller finds what became of it */
        ResponseEntity.BodyBuilder answer(HttpStatus status, String transmissions) {
            ResponseEntity.BodyBuilder answer =
                    ResponseEntity.status(status).header("Location", transmissions + text());
            return repeated ? answer.header(REPLAYED, "true") : answer;
        }

        ResponseEntity<?> receipt(String transmissions) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("transmission", text());
            body.put("state", "RECEIVED");
            body.put("result", transmissions + text() + "/result");
            return answer(HttpStatus.ACCEPTED, transmissions).body(body);
        }
    }

    Taken take(
            HttpServletRequest request, Connection connection, Optional<String> file, Authentication authentication) {
        Reception facts = facts(request, connection, file, Callers.actor(authentication));
        Receipt receipt;
        PartnerLimits.Place place = limits.enter(connection.partner());
        try {
            receipt = take(request, facts, signature(connection, Callers.of(authentication)));
            Callers.bound(authentication) // by token, certificate or signature; an administrator is no partner
                    .ifPresent(caller -> limits.met(connection.partner(), request.getRemoteAddr()));
        } finally {
            place.leave();
        }
        if (receipt instanceof Receipt.KeyReused reused) {
            throw new Refusal(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Idempotency-Key used with another body",
                            "This Idempotency-Key came before with other bytes; nothing was kept. Use a new key for a new"
                                    + " submission, and the same key only to send the same bytes again.")
                    .with("transmission", RecordId.text(reused.transmissionId()));
        }
        return receipt instanceof Receipt.Repeated again
                ? new Taken(again.transmissionId(), true)
                : new Taken(((Receipt.Accepted) receipt).transmissionId(), false);
    }

    /** By what the body must be signed; the administrator hands in for a partner without its secret. */
    private static Optional<Secret> signature(Connection connection, Caller caller) {
        return caller instanceof Caller.Administrator
                ? Optional.empty()
                : connection.entry().flatMap(HttpEntry::hmac);
    }

    private static Reception facts(
            HttpServletRequest request, Connection connection, Optional<String> file, String actor) {
        return Reception.of(
                connection.id(),
                connection.partner(),
                actor,
                "http",
                key(request.getHeader("Idempotency-Key")),
                file.map(FileNames::display)
                        .or(() -> FileNames.fromDisposition(request.getHeader("Content-Disposition")))
                        .orElse(null),
                request.getRemoteAddr(),
                mediaType(request.getContentType()),
                new byte[0]);
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String key = header.strip();
        boolean printable = key.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (key.length() > LONGEST_KEY || !printable) {
            throw Refusal.wrong("The Idempotency-Key must be 1 to " + LONGEST_KEY + " printable ASCII characters.");
        }
        return key;
    }

    private static String mediaType(@Nullable String header) {
        if (header == null || header.length() > LONGEST_KEY || header.startsWith("application/x-www-form-urlencoded")) {
            return USUAL_TYPE; // What curl says of bytes it knows nothing about.
        }
        return header;
    }

    private Receipt take(HttpServletRequest request, Reception facts, Optional<Secret> secret) {
        boolean packed = isPacked(request.getHeaders("Content-Encoding"));
        refuseForm(request.getContentType());
        if (request.getContentLengthLong() > submissions.mostBytes()) {
            throw tooLarge();
        }
        try {
            InputStream sent = proven(request, facts, secret);
            return submissions.take(facts, packed ? new GzipBody(sent) : sent);
        } catch (SignedBody.Refused e) {
            throw new Refusal(
                    HttpStatus.UNAUTHORIZED,
                    "Unauthorized",
                    "The signature is missing, wrong, too old or was used before; nothing was kept. Sign each request anew:"
                            + " " + SignedBody.HEADER + ": t=…,v1=…");
        } catch (Submissions.Empty e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST, "Empty body", "Nothing was sent. Put the interchange into the body.");
        } catch (LimitedStream.TooLarge e) {
            throw tooLarge();
        } catch (GzipBody.Unfolding e) {
            throw new Refusal(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "Body too large",
                    "The body came as gzip, and " + e.getMessage()
                            + "; nothing was kept. Send it as it is, without Content-Encoding.");
        } catch (GzipBody.Refused e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "Body not unpacked",
                    "The body came as gzip, but " + e.getMessage()
                            + "; nothing was kept. Pack it anew, or send it as it is, without Content-Encoding.");
        } catch (IOException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "Body broke off",
                    "The body ended before its end; nothing was kept. Send it again.");
        }
    }

    /** The signature is of the bytes as they are sent, packed or not. */
    private InputStream proven(HttpServletRequest request, Reception facts, Optional<Secret> secret)
            throws IOException {
        InputStream sent = request.getInputStream();
        if (secret.isEmpty()) {
            return sent;
        }
        String header = request.getHeader(SignedBody.HEADER);
        return new SignedBody(sent, header, secret.get(), facts.connection(), nonces, clock);
    }

    /** One layer of gzip is unpacked; anything else would be told to be taken, and nobody could read it. */
    private static boolean isPacked(Enumeration<String> encodings) {
        String all = String.join(", ", Collections.list(encodings)).strip();
        if (all.isEmpty() || all.equalsIgnoreCase("identity")) {
            return false;
        }
        if (all.equalsIgnoreCase("gzip") || all.equalsIgnoreCase("x-gzip")) {
            return true;
        }
        throw new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Unsupported content encoding",
                "The body is encoded as '" + Callers.shown(all) + "'; send it as it is, or as gzip.");
    }

    /** Whose file stands between the boundaries of a form would be told that it was taken, and nobody could read it. */
    private static void refuseForm(@Nullable String type) {
        if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            throw new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "A form was sent",
                    "The body is a form with a file in it (" + FORM
                            + "); nothing was kept. Send the file itself as the body:"
                            + " curl --data-binary @FILE in place of -F.");
        }
    }

    private Refusal tooLarge() {
        return new Refusal(
                HttpStatus.CONTENT_TOO_LARGE,
                "Body too large",
                "A submission may have " + submissions.mostBytes() + " bytes; nothing was kept. Send it in parts.");
    }
}
