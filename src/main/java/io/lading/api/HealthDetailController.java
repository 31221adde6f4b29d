package io.lading.api;

import io.lading.operations.HubHealth;
import io.lading.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which parts of the hub are in trouble, why, and what to do. */
@RestController
final class HealthDetailController {
    private final HubHealth health;

    HealthDetailController(HubHealth health) {
        this.health = health;
    }

    @Needs({Scope.READ, Scope.OPERATE, Scope.CONFIGURE})
    @GetMapping("/api/v1/health")
    Map<String, Object> health(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        List<HubHealth.Part> parts = health.parts();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ready", HubHealth.isReady(parts));
        answer.put("parts", parts.stream().map(HealthDetailController::shown).toList());
        return answer;
    }

    private static Map<String, Object> shown(HubHealth.Part part) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", part.name());
        answer.put("state", part.state());
        if (!part.why().isEmpty()) {
            answer.put("why", part.why());
        }
        return answer;
    }
}
