package io.lading.api;

import io.lading.security.Scope;
import io.lading.tracking.RecordId;
import io.lading.tracking.Redo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Doing it again, by the administrator's wish. */
@RestController
@RequestMapping("/api/v1")
final class RedoController {
    private static final String AS_IT_WAS = "as-it-was";
    private static final String TODAY = "today";

    private final Redo redo;

    RedoController(Redo redo) {
        this.redo = redo;
    }

    @Needs(Scope.OPERATE)
    @PostMapping("/transmissions/{id}/retransmit")
    ResponseEntity<?> retransmit(@PathVariable String id, HttpServletRequest request, Authentication caller) {
        Query.of(request.getQueryString(), List.of());
        return answer(redo.retransmit(Callers.id(id, "transmission"), Callers.actor(caller)));
    }

    /** By the document's id: what carried it goes out again, of several destinations to those that did not take it. */
    @Needs(Scope.OPERATE)
    @PostMapping("/documents/{id}/retransmit")
    ResponseEntity<?> retransmitDocument(@PathVariable String id, HttpServletRequest request, Authentication caller) {
        Query.of(request.getQueryString(), List.of());
        List<String> done = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Redo.Result result : redo.retransmitDocument(Callers.id(id, "document"), Callers.actor(caller))) {
            if (result instanceof Redo.Result.Done again) {
                done.add(RecordId.text(again.transmissionId()));
            } else {
                refused.add(((Redo.Result.Refused) result).why());
            }
        }
        if (done.isEmpty()) {
            throw new Refusal(HttpStatus.CONFLICT, "Cannot be done again", String.join(" ", refused));
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header("Location", SubmissionController.TRANSMISSIONS + done.get(0))
                .body(Map.of("transmission", done.get(0), "transmissions", done));
    }

    @Needs(Scope.OPERATE)
    @PostMapping("/transmissions/{id}/reprocess")
    ResponseEntity<?> reprocess(@PathVariable String id, HttpServletRequest request, Authentication caller) {
        Query query = Query.of(request.getQueryString(), List.of("with", "confirm"));
        Redo.With with =
                switch (query.value("with").orElse(TODAY)) {
                    case TODAY -> Redo.With.TODAY;
                    case AS_IT_WAS -> Redo.With.AS_IT_WAS;
                    default ->
                        throw Refusal.wrong("The parameter 'with': expected " + TODAY + " or " + AS_IT_WAS + ".");
                };
        return answer(
                redo.reprocess(Callers.id(id, "transmission"), with, query.isOn("confirm"), Callers.actor(caller)));
    }

    @Needs(Scope.OPERATE)
    @PostMapping("/deliveries/{id}/re-envelope")
    ResponseEntity<?> reEnvelope(@PathVariable String id, HttpServletRequest request, Authentication caller) {
        Query.of(request.getQueryString(), List.of());
        return answer(redo.reEnvelope(Callers.id(id, "delivery"), Callers.actor(caller)));
    }

    private static ResponseEntity<?> answer(Redo.Result result) {
        if (result instanceof Redo.Result.Done done) {
            String id = RecordId.text(done.transmissionId());
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .header("Location", SubmissionController.TRANSMISSIONS + id)
                    .body(Map.of("transmission", id));
        }
        if (result instanceof Redo.Result.NeedsConfirmation needed) {
            throw new Refusal(
                            HttpStatus.CONFLICT,
                            "Needs confirmation",
                            "These destinations have it already and would get it a second time: "
                                    + String.join(", ", needed.alreadySucceeded()) + ". Ask again with ?confirm=true.")
                    .with("alreadySucceeded", needed.alreadySucceeded());
        }
        throw new Refusal(HttpStatus.CONFLICT, "Cannot be done again", ((Redo.Result.Refused) result).why());
    }
}
