package io.lading.api;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.security.Scope;
import io.lading.security.Secret;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.MachineTokens.Token;
import io.lading.tracking.MachineTokens.Wanted;
import io.lading.yaml.Durations;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tokens of machines, for the administrator alone: no token can make another. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokenController {
    private static final long MOST_BODY = 64 * 1024;
    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(730);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final MachineTokens tokens;
    private final Supplier<Community> community;
    private final Clock clock;

    TokenController(MachineTokens tokens, Supplier<Community> community, Clock clock) {
        this.tokens = tokens;
        this.community = community;
        this.clock = clock;
    }

    @GetMapping
    Map<String, Object> list(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        return Map.of("tokens", tokens.list().stream().map(this::shown).toList());
    }

    /** Body: {@code {"name": "ci", "scopes": ["configure"], "partner": …, "connection": …, "expiresIn": "90d"}}. */
    @PostMapping
    ResponseEntity<Map<String, Object>> create(HttpServletRequest request, Authentication caller) throws IOException {
        Query.of(request.getQueryString(), List.of());
        Wanted wanted = wanted(JsonBody.of(request, MOST_BODY, "name", "scopes", "partner", "connection", "expiresIn"));
        Secret token = tokens.create(wanted, Callers.actor(caller))
                .orElseThrow(() -> new Refusal(
                        HttpStatus.CONFLICT,
                        "Name in use",
                        "There is a token " + wanted.name()
                                + " already. Revoke it first, or take another name and revoke"
                                + " the old one once nobody uses it any more."));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", wanted.name());
        answer.put("token", token.reveal());
        answer.put("expiresAt", wanted.expiresAt().toString());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(answer);
    }

    @DeleteMapping("/{name}")
    Map<String, Object> revoke(@PathVariable String name, HttpServletRequest request, Authentication caller) {
        Query.of(request.getQueryString(), List.of());
        if (!tokens.revoke(name, Callers.actor(caller))) {
            throw Refusal.notThere("token " + Callers.shown(name) + " that is not revoked");
        }
        return Map.of("name", name);
    }

    private Wanted wanted(JsonNode body) {
        String name = body.path("name").asString("");
        if (!name.matches(MachineTokens.NAME)) {
            throw Refusal.wrong("The member 'name': expected small letters, digits, '.', '_' and '-'; found '"
                    + Callers.shown(name) + "'.");
        }
        Set<Scope> scopes = scopes(body.path("scopes"));
        Optional<String> connection =
                Optional.ofNullable(body.path("connection").asString(null)).map(this::inbound);
        Optional<String> partner = connection
                .map(id -> id.substring(0, id.indexOf('/')))
                .or(() ->
                        Optional.ofNullable(body.path("partner").asString(null)).map(this::partner));
        check(scopes, partner.isPresent());
        return new Wanted(name, scopes, partner, connection, expiry(body.path("expiresIn")));
    }

    private static Set<Scope> scopes(JsonNode words) {
        Set<Scope> out = EnumSet.noneOf(Scope.class);
        for (JsonNode word : words) {
            out.add(Scope.parse(word.asString(""))
                    .orElseThrow(() -> Refusal.wrong("The member 'scopes': expected some of " + Scope.words()
                            + "; found '" + Callers.shown(word.asString("")) + "'.")));
        }
        if (out.isEmpty()) {
            throw Refusal.wrong("The member 'scopes': expected some of " + Scope.words() + "; found none.");
        }
        return out;
    }

    private static void check(Set<Scope> scopes, boolean bound) {
        boolean own = EnumSet.of(Scope.SUBMIT, Scope.READ).containsAll(scopes);
        if (bound && !own) {
            throw Refusal.wrong("A token of a partner or connection has the scopes submit and read only; found "
                    + Scope.words(scopes) + ".");
        }
        if (!bound && scopes.contains(Scope.SUBMIT)) {
            throw Refusal.wrong("The scope submit needs a partner or a connection to hand in for.");
        }
    }

    private String inbound(String id) {
        return community
                .get()
                .connection(id)
                .filter(connection -> connection.direction() == Direction.IN)
                .map(Connection::id)
                .orElseThrow(() -> Refusal.wrong(
                        "There is no inbound connection '" + Callers.shown(id) + "' in the partner files."));
    }

    private String partner(String id) {
        if (community.get().partner(id).isEmpty()) {
            throw Refusal.wrong("There is no partner '" + Callers.shown(id) + "' in the partner files.");
        }
        return id;
    }

    private Instant expiry(JsonNode text) {
        Duration lives = text.isMissingNode()
                ? USUAL
                : Durations.parse(text.asString(""))
                        .filter(asked -> asked.compareTo(SHORTEST) >= 0 && asked.compareTo(LONGEST) <= 0)
                        .orElseThrow(() -> Refusal.wrong("The member 'expiresIn': expected " + Durations.EXPECTED
                                + ", at most " + Durations.format(LONGEST) + "; found '"
                                + Callers.shown(text.asString("")) + "'."));
        return clock.instant().plus(lives).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private Map<String, Object> shown(Token token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", token.name());
        answer.put("scopes", token.scopes().stream().map(Scope::word).toList());
        token.partner().ifPresent(partner -> answer.put("partner", partner));
        token.connection().ifPresent(connection -> answer.put("connection", connection));
        answer.put("state", state(token));
        answer.put("createdAt", token.createdAt().toString());
        answer.put("createdBy", token.createdBy());
        answer.put("expiresAt", token.expiresAt().toString());
        token.lastUsedAt().ifPresent(at -> answer.put("lastUsedAt", at.toString()));
        token.revokedAt().ifPresent(at -> answer.put("revokedAt", at.toString()));
        return answer;
    }

    private String state(Token token) {
        if (token.revokedAt().isPresent()) {
            return "REVOKED";
        }
        return clock.instant().isBefore(token.expiresAt()) ? "ACTIVE" : "EXPIRED";
    }
}
