package io.lading.api;

import io.lading.api.Intake.Taken;
import io.lading.operations.Caller;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.LoadedCommunity;
import io.lading.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP door: takes any bytes, and answers 202 only when they are durable. What they are is found out afterwards. */
@RestController
final class SubmissionController {
    static final String TRANSMISSIONS = "/api/v1/transmissions/";

    private static final List<String> PARAMETERS = List.of("wait", "connection", "file");

    private final Intake intake;
    private final LoadedCommunity community;
    private final Waiting waiting;
    private final ApiSettings settings;

    SubmissionController(Intake intake, LoadedCommunity community, Waiting waiting, ApiSettings settings) {
        this.intake = intake;
        this.community = community;
        this.waiting = waiting;
        this.settings = settings;
    }

    @Needs(value = Scope.SUBMIT, own = true)
    @RequestMapping(
            path = "/api/v1/interchanges",
            method = {RequestMethod.POST, RequestMethod.PUT})
    ResponseEntity<?> submit(HttpServletRequest request, Authentication authentication) {
        Query query = Query.of(request.getQueryString(), PARAMETERS);
        Optional<Duration> wait = query.duration("wait").map(settings::bounded);
        Connection connection = connection(Callers.of(authentication), query.value("connection"));
        Taken taken = intake.take(request, connection, query.value("file"), authentication);
        Optional<SubmissionResult> result = wait.flatMap(longest -> waiting.forResult(taken.id(), longest));
        return result.isPresent()
                ? taken.answer(HttpStatus.OK, TRANSMISSIONS).body(result.get())
                : taken.receipt(TRANSMISSIONS);
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
}
