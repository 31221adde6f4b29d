package io.lading.api;

import io.lading.operations.Caller;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.LoadedCommunity;
import io.lading.security.Scope;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordId;
import io.lading.transport.LimitedStream;
import io.lading.transport.Submissions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP door: takes any bytes, and answers 202 only when they are durable. What they are is found out afterwards. */
@RestController
final class SubmissionController {
    static final String TRANSMISSIONS = "/api/v1/transmissions/";

    private static final List<String> PARAMETERS = List.of("wait", "connection", "file");
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String USUAL_TYPE = "application/octet-stream";
    private static final int LONGEST_KEY = 255;

    private final Submissions submissions;
    private final LoadedCommunity community;
    private final Waiting waiting;
    private final ApiSettings settings;

    SubmissionController(Submissions submissions, LoadedCommunity community, Waiting waiting, ApiSettings settings) {
        this.submissions = submissions;
        this.community = community;
        this.waiting = waiting;
        this.settings = settings;
    }

    @Needs(value = Scope.SUBMIT, own = true)
    @PostMapping("/api/v1/interchanges")
    ResponseEntity<?> submit(HttpServletRequest request, Authentication authentication) {
        Query query = Query.of(request.getQueryString(), PARAMETERS);
        Optional<Duration> wait = query.duration("wait").map(this::bounded);
        Connection connection = connection(Callers.of(authentication), query.value("connection"));
        Receipt receipt = take(request, facts(request, connection, query.value("file"), Callers.actor(authentication)));
        if (receipt instanceof Receipt.KeyReused reused) {
            throw new Refusal(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Idempotency-Key used with another body",
                            "This Idempotency-Key came before with other bytes; nothing was kept. Use a new key for a new"
                                    + " submission, and the same key only to send the same bytes again.")
                    .with("transmission", RecordId.text(reused.transmissionId()));
        }
        boolean repeated = receipt instanceof Receipt.Repeated;
        long id = receipt instanceof Receipt.Repeated again
                ? again.transmissionId()
                : ((Receipt.Accepted) receipt).transmissionId();
        Optional<SubmissionResult> result = wait.flatMap(longest -> waiting.forResult(id, longest));
        return answer(id, repeated, result);
    }

    private static ResponseEntity<?> answer(long id, boolean repeated, Optional<SubmissionResult> result) {
        String text = RecordId.text(id);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        result.isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .header("Location", TRANSMISSIONS + text);
        if (repeated) {
            answer.header(REPLAYED, "true");
        }
        if (result.isPresent()) {
            return answer.body(result.get());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("transmission", text);
        body.put("state", "RECEIVED");
        body.put("result", TRANSMISSIONS + text + "/result");
        return answer.body(body);
    }

    private Duration bounded(Duration asked) {
        if (asked.compareTo(settings.longestWait()) > 0) {
            throw Refusal.wrong(
                    "The parameter 'wait' may be " + settings.longestWait().toSeconds() + "s at most.");
        }
        return asked;
    }

    /** A token of one connection names it; whoever may speak for more says in whose place something is handed in. */
    private Connection connection(Caller caller, Optional<String> asked) {
        Optional<Caller.Machine> machine =
                caller instanceof Caller.Machine found ? Optional.of(found) : Optional.empty();
        String id = asked.or(() -> machine.flatMap(Caller.Machine::connection))
                .orElseThrow(
                        () -> Refusal.wrong(
                                "Say through which connection: ?connection=PARTNER/NAME. (A connection's own token says it by itself.)"));
        if (machine.filter(found -> !found.speaksFor(id)).isPresent()) {
            throw Refusal.forbidden("This token hands in through "
                    + machine.get()
                            .connection()
                            .orElse("connections of " + machine.get().partner().orElse("")) + " only.");
        }
        return community
                .current()
                .connection(id)
                .filter(connection -> connection.direction() == Direction.IN)
                .orElseThrow(() -> Refusal.wrong(
                        "There is no inbound connection '" + Callers.shown(id) + "' in the partner files."));
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

    private Receipt take(HttpServletRequest request, Reception facts) {
        refuseEncoded(request.getHeader("Content-Encoding"));
        if (request.getContentLengthLong() > submissions.mostBytes()) {
            throw tooLarge();
        }
        try {
            return submissions.take(facts, request.getInputStream());
        } catch (Submissions.Empty e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST, "Empty body", "Nothing was sent. Put the interchange into the body.");
        } catch (LimitedStream.TooLarge e) {
            throw tooLarge();
        } catch (IOException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "Body broke off",
                    "The body ended before its end; nothing was kept. Send it again.");
        }
    }

    private static void refuseEncoded(@Nullable String encoding) {
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Unsupported content encoding",
                    "The body is encoded as '" + Callers.shown(encoding) + "'; send it as it is.");
        }
    }

    private Refusal tooLarge() {
        return new Refusal(
                HttpStatus.CONTENT_TOO_LARGE,
                "Body too large",
                "A submission may have " + submissions.mostBytes() + " bytes; nothing was kept. Send it in parts.");
    }
}
