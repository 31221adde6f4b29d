package io.lading.api;

import io.lading.api.Intake.Taken;
import io.lading.partner.Connection;
import io.lading.partner.HttpEntry;
import io.lading.partner.HttpEntry.Respond;
import io.lading.partner.LoadedCommunity;
import io.lading.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** A partner's own path: takes any bytes, and answers as its partner file says. */
@RestController
@RequestMapping("/partners/{partner}/{name}")
final class PartnerDoorController {
    private static final MediaType X12 = new MediaType("application", "edi-x12");
    private static final MediaType EDIFACT = new MediaType("application", "edifact");
    private static final MediaType XML = new MediaType("text", "xml", StandardCharsets.UTF_8);

    private final Intake intake;
    private final LoadedCommunity community;
    private final Waiting waiting;
    private final Callers callers;
    private final ApiSettings settings;
    private final Clock clock;

    PartnerDoorController(
            Intake intake,
            LoadedCommunity community,
            Waiting waiting,
            Callers callers,
            ApiSettings settings,
            Clock clock) {
        this.settings = settings;
        this.intake = intake;
        this.community = community;
        this.waiting = waiting;
        this.callers = callers;
        this.clock = clock;
    }

    @Needs(value = Scope.SUBMIT, own = true)
    @RequestMapping(method = {RequestMethod.POST, RequestMethod.PUT})
    ResponseEntity<?> submit(
            @PathVariable String partner,
            @PathVariable String name,
            HttpServletRequest request,
            Authentication authentication) {
        Connection connection = connection(partner, name, authentication);
        HttpEntry entry = connection.entry().orElseThrow(PartnerDoorController::gone);
        Optional<Duration> wait = Query.of(request.getQueryString(), List.of("wait"))
                .duration("wait")
                .map(settings::bounded);
        Taken taken = intake.take(request, connection, Optional.empty(), authentication);
        String transmissions = "/partners/" + connection.id() + "/transmissions/";
        if (entry.respond() == Respond.RECEIPT && wait.isEmpty()) {
            return taken.receipt(transmissions);
        }
        Optional<SubmissionResult> result = waiting.forResult(taken.id(), wait.orElse(entry.within()));
        return switch (entry.respond()) {
            case RECEIPT, RESULT ->
                result.isPresent()
                        ? taken.answer(HttpStatus.OK, transmissions).body(result.get())
                        : taken.receipt(transmissions);
            case ACKNOWLEDGEMENT ->
                acknowledgements(result)
                        .<ResponseEntity<?>>map(bytes -> taken.answer(HttpStatus.OK, transmissions)
                                .contentType(bytes[0] == 'U' ? EDIFACT : X12)
                                .body(bytes))
                        .orElseGet(() -> taken.receipt(transmissions));
            case CXML ->
                taken.answer(HttpStatus.OK, transmissions)
                        .contentType(XML)
                        .body(CxmlResponse.of(taken.text(), result, clock.instant())
                                .getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The very bytes that also leave through the agreement's acknowledgement connection. */
    private static Optional<byte[]> acknowledgements(Optional<SubmissionResult> result) {
        List<SubmissionResult.Acknowledgement> all =
                result.map(SubmissionResult::acknowledgements).orElse(List.of());
        String text = all.stream()
                .flatMap(acknowledgement -> Optional.ofNullable(acknowledgement.text()).stream())
                .distinct() // one interchange holds several
                .collect(Collectors.joining());
        return text.isEmpty() ? Optional.empty() : Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Needs(value = Scope.SUBMIT, own = true)
    @GetMapping({"/transmissions/{id}", "/transmissions/{id}/result"})
    SubmissionResult result(
            @PathVariable String partner,
            @PathVariable String name,
            @PathVariable String id,
            Authentication authentication) {
        connection(partner, name, authentication);
        return waiting.result(callers.visible(authentication, id))
                .orElseThrow(() -> Refusal.notThere("transmission " + Callers.shown(id)));
    }

    /** The files may have changed since the caller was let in. */
    private Connection connection(String partner, String name, Authentication authentication) {
        return community
                .current()
                .connection(partner + "/" + name)
                .filter(connection -> connection.id().equals(Callers.actor(authentication)))
                .orElseThrow(PartnerDoorController::gone);
    }

    private static Refusal gone() {
        return Refusal.notThere("such path any more");
    }
}
