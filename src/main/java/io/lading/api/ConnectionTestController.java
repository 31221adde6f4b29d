package io.lading.api;

import io.lading.routing.ConnectionTests;
import io.lading.routing.ConnectionTests.Tested;
import io.lading.routing.PartnerSheet;
import io.lading.security.Scope;
import io.lading.tracking.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tries connections and says what a partner must be told, for the administrator. */
@RestController
@RequestMapping("/api/v1/partners/{partner}")
final class ConnectionTestController {
    private static final long MOST_BODY = 16 << 20;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final ConnectionTests tests;
    private final PartnerSheet sheet;
    private final Audit audit;

    ConnectionTestController(ConnectionTests tests, PartnerSheet sheet, Audit audit) {
        this.audit = audit;
        this.tests = tests;
        this.sheet = sheet;
    }

    /**
     * Body, all of it optional: {@code {"connection": "to-them", "send": {"name": "po.x12", "mediaType": "…", "content":
     * "…base64…"}}}.
     */
    @Needs({Scope.OPERATE, Scope.CONFIGURE})
    @PostMapping("/test")
    Map<String, Object> test(@PathVariable String partner, HttpServletRequest request, Authentication caller)
            throws IOException {
        Query.of(request.getQueryString(), List.of());
        JsonNode body = JsonBody.orEmpty(request, MOST_BODY, "connection", "send");
        Optional<String> connection =
                Optional.ofNullable(body.path("connection").asString(null));
        Optional<ConnectionTests.TestFile> file = file(body.path("send"));
        audit.record(
                Callers.actor(caller),
                "connection.tested",
                partner + connection.map(name -> "/" + name).orElse(""),
                file.map(sent -> "sends " + sent.name() + ", " + sent.content().length + " bytes")
                        .orElse(""));
        List<Tested> tested = tests.test(partner, connection, file);
        if (tested.isEmpty()) {
            throw Refusal.notThere(
                    connection.isEmpty()
                            ? "partner " + Callers.shown(partner) + " with connections"
                            : "connection " + Callers.shown(partner + "/" + connection.get()));
        }
        return Map.of("partner", partner, "connections", tested);
    }

    /** What the partner must be told, as text to hand over. */
    @Needs({Scope.READ, Scope.CONFIGURE})
    @GetMapping("/sheet")
    Map<String, Object> sheet(@PathVariable String partner, HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        return Map.of(
                "partner",
                partner,
                "text",
                sheet.text(partner).orElseThrow(() -> Refusal.notThere("partner " + Callers.shown(partner))));
    }

    private static Optional<ConnectionTests.TestFile> file(JsonNode send) {
        if (send.isMissingNode()) {
            return Optional.empty();
        }
        JsonBody.checked(send, "send.", "name", "mediaType", "content");
        String name = send.path("name").asString("");
        if (!name.matches(NAME)) {
            throw Refusal.wrong("The member 'send.name': expected letters, digits, '.', '_' and '-'.");
        }
        try {
            return Optional.of(new ConnectionTests.TestFile(
                    name,
                    send.path("mediaType").asString("application/octet-stream"),
                    Base64.getDecoder().decode(send.path("content").asString(""))));
        } catch (IllegalArgumentException e) {
            throw Refusal.wrong("The member 'send.content' is not in base64.");
        }
    }
}
