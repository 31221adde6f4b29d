package io.lading.api;

import io.lading.operations.LookupDesk;
import io.lading.partner.Community;
import io.lading.security.Scope;
import io.lading.tracking.LookupStore;
import io.lading.transport.LimitedStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lookup tables as CSV, each for everybody, a partner or an agreement; in force on all nodes within seconds. */
@RestController
@RequestMapping("/api/v1/lookups")
final class LookupController {
    private static final long MOST_BODY = 16 << 20;

    private final LookupStore store;
    private final LookupDesk desk;
    private final Supplier<Community> community;

    LookupController(LookupStore store, LookupDesk desk, Supplier<Community> community) {
        this.store = store;
        this.desk = desk;
        this.community = community;
    }

    /** Which tables were put, and by whom; and what values documents wait for. */
    @Needs(Scope.CONFIGURE)
    @GetMapping
    Map<String, Object> list(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        return Map.of(
                "tables", store.all().stream().map(LookupController::shown).toList(), "waiting", store.awaited());
    }

    @Needs(Scope.CONFIGURE)
    @GetMapping(path = "/{table}", produces = "text/csv")
    ResponseEntity<String> get(@PathVariable String table, HttpServletRequest request) {
        String scope = scope(Query.of(request.getQueryString(), List.of("scope")));
        LookupStore.Stored stored = store.find(scope, table).orElseThrow(() -> notThere(table, scope));
        return ResponseEntity.ok().header("Lading-On-Miss", stored.onMiss()).body(stored.content());
    }

    /** Takes the place of what was put before; documents that waited for its values go on. */
    @Needs(Scope.CONFIGURE)
    @PutMapping("/{table}")
    Map<String, Object> put(@PathVariable String table, HttpServletRequest request, Authentication caller)
            throws IOException {
        Query query = Query.of(request.getQueryString(), List.of("scope", "onMiss"));
        String scope = scope(query);
        String onMiss = query.value("onMiss").orElse("");
        return answer(table, scope, desk.put(scope, table, body(request), onMiss, Callers.actor(caller)));
    }

    /** Forgets what was put; files and wider scopes are asked again. */
    @Needs(Scope.CONFIGURE)
    @DeleteMapping("/{table}")
    Map<String, Object> remove(@PathVariable String table, HttpServletRequest request, Authentication caller) {
        String scope = request.getQueryString() == null
                ? ""
                : Query.of(request.getQueryString(), List.of("scope"))
                        .value("scope")
                        .orElse("");
        if (!desk.remove(scope, table, Callers.actor(caller))) {
            throw notThere(table, scope);
        }
        return Map.of("table", table, "scope", scope);
    }

    /** One row: what a code means. */
    @Needs(Scope.CONFIGURE)
    @PostMapping("/{table}/rows")
    Map<String, Object> set(@PathVariable String table, HttpServletRequest request, Authentication caller) {
        Query query = Query.of(request.getQueryString(), List.of("scope", "code", "canonical"));
        String scope = scope(query);
        return answer(
                table,
                scope,
                desk.set(scope, table, given(query, "code"), given(query, "canonical"), Callers.actor(caller)));
    }

    @Needs(Scope.CONFIGURE)
    @DeleteMapping("/{table}/rows")
    Map<String, Object> unset(@PathVariable String table, HttpServletRequest request, Authentication caller) {
        Query query = Query.of(request.getQueryString(), List.of("scope", "code"));
        String scope = scope(query);
        if (store.find(scope, table).isEmpty()) {
            throw notThere(table, scope);
        }
        return answer(table, scope, desk.unset(scope, table, given(query, "code"), Callers.actor(caller)));
    }

    private static String given(Query query, String name) {
        return query.value(name).orElseThrow(() -> Refusal.wrong("The parameter '" + name + "' is missing."));
    }

    private static Refusal notThere(String table, String scope) {
        return Refusal.notThere("lookup table " + Callers.shown(table) + " that was put for "
                + (scope.isEmpty() ? "everybody" : Callers.shown(scope)));
    }

    private static Map<String, Object> answer(String table, String scope, LookupDesk.Result result) {
        if (!result.problems().isEmpty()) {
            throw new Refusal(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Cannot be used",
                            "Something is wrong with this table; nothing was changed.")
                    .with("problems", result.problems());
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("table", table);
        answer.put("scope", scope);
        answer.put("added", result.added());
        answer.put("removed", result.removed());
        return answer;
    }

    /** A partner's id or an agreement's; a scope that nobody has would never be asked. */
    private String scope(Query query) {
        String scope = query.value("scope").orElse("");
        boolean known = scope.isEmpty()
                || community.get().partner(scope).isPresent()
                || community.get().agreements().stream()
                        .anyMatch(agreement -> agreement.id().equals(scope));
        if (!known) {
            throw Refusal.wrong("The parameter 'scope': expected a partner or an agreement such as globex or"
                    + " globex/receives-Order, or nothing for everybody; found '" + Callers.shown(scope) + "'.");
        }
        return scope;
    }

    private static String body(HttpServletRequest request) throws IOException {
        try (LimitedStream in = new LimitedStream(request.getInputStream(), MOST_BODY)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (LimitedStream.TooLarge e) {
            throw new Refusal(
                    HttpStatus.CONTENT_TOO_LARGE, "Too large", "A table of at most " + MOST_BODY + " bytes is taken.");
        }
    }

    private static Map<String, Object> shown(LookupStore.Stored stored) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("table", stored.name());
        answer.put("scope", stored.scope());
        answer.put("rows", Math.max(0, LookupDesk.rows(stored.content()).size() - 1));
        answer.put("onMiss", stored.onMiss());
        answer.put("changedBy", stored.changedBy());
        answer.put("changedAt", stored.changedAt().toString());
        return answer;
    }
}
