package io.lading.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a supervisor whether the process lives, and a load balancer whether to send it work. */
@RestController
class HealthController {
    private final List<HealthCheck> checks;

    HealthController(List<HealthCheck> checks) {
        this.checks = checks;
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
        answer.put("status", well ? "UP" : "DOWN");
        return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(answer);
    }
}
