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
    private final HubHealth health;

    HealthController(HubHealth health) {
        this.health = health;
    }

    /** Answers as long as the process can answer at all; a database that is down is no reason to restart the hub. */
    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    /** Which part is in trouble; this answers without a token, so why is told by {@code /api/v1/health} and the log. */
    @GetMapping({"/health", "/health/ready"})
    ResponseEntity<Map<String, String>> ready() {
        List<HubHealth.Part> parts = health.parts();
        Map<String, String> answer = new LinkedHashMap<>();
        parts.forEach(part -> answer.put(part.name(), part.state()));
        boolean well = HubHealth.isReady(parts);
        answer.put("status", well ? "UP" : "DOWN");
        return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(answer);
    }
}
