package io.lading.operations;

import io.lading.tracking.BusinessClock;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.ChangedPayloads;
import io.lading.transport.HeldBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a supervisor whether the process lives, and a load balancer whether to send it work. */
@RestController
class HealthController {
    private final List<HealthCheck> checks;
    private final List<HealthNote> notes;
    private final ObjectProvider<CertificateWatch> certificates;
    private final ObjectProvider<HeldBack> heldBack;
    private final ObjectProvider<ChangedPayloads> payloads;
    private final BusinessClock clock;

    HealthController(
            List<HealthCheck> checks,
            List<HealthNote> notes,
            ObjectProvider<CertificateWatch> certificates,
            ObjectProvider<HeldBack> heldBack,
            ObjectProvider<ChangedPayloads> payloads,
            BusinessClock clock) {
        this.notes = notes;
        this.checks = checks;
        this.certificates = certificates;
        this.heldBack = heldBack;
        this.payloads = payloads;
        this.clock = clock;
    }

    /** Answers as long as the process can answer at all; a database that is down is no reason to restart the hub. */
    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    /** Which part is in trouble; why stays in the log, for this answers without a token. */
    @GetMapping({"/health", "/health/ready"})
    ResponseEntity<Map<String, String>> ready() {
        Map<String, String> answer = new LinkedHashMap<>();
        boolean well = true;
        for (HealthCheck check : checks) {
            boolean good = check.trouble().isEmpty();
            answer.put(check.name(), good ? "UP" : "DOWN");
            well &= good;
        }
        notes.forEach(note -> answer.put(note.name(), note.word().get()));
        certificates.ifAvailable(watch -> answer.put("certificates", word(watch.worst())));
        heldBack.ifAvailable(held -> answer.put("doors", doors(held.all().size())));
        answer.put("clock", clock.differenceInWords().orElse("UP"));
        payloads.ifAvailable(
                changed -> answer.put("payloads", changed.count() == 0 ? "UP" : changed.count() + " CHANGED"));
        answer.put("status", well ? "UP" : "DOWN");
        return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(answer);
    }

    /** What a door could not take in is a matter for people too; which, and why, the log and partner test say. */
    private static String doors(int heldBack) {
        return heldBack == 0 ? "UP" : heldBack + " HELD BACK";
    }

    /** A certificate that ends is a matter for people, and no reason to send the hub no work. */
    private static String word(Optional<Integer> worst) {
        return worst.map(days -> days == 0 ? "ENDED" : "END WITHIN " + days + " DAYS")
                .orElse("UP");
    }
}
