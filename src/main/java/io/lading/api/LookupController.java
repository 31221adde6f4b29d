package io.lading.api;

import io.lading.mapping.LookupTable;
import io.lading.mapping.MissPolicy;
import io.lading.partner.Community;
import io.lading.security.Scope;
import io.lading.tracking.LookupStore;
import io.lading.transport.LimitedStream;
import io.lading.yaml.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lookup tables as CSV, each for everybody, a partner or an agreement; in force on all nodes within seconds. */
@RestController
@RequestMapping("/api/v1/lookups")
final class LookupController {
    private static final long MOST_BODY = 16 << 20;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

    private final LookupStore store;
    private final Supplier<Community> community;

    LookupController(LookupStore store, Supplier<Community> community) {
        this.store = store;
        this.community = community;
    }

    /** Which tables were put, and by whom. */
    @Needs(Scope.CONFIGURE)
    @GetMapping
    Map<String, Object> list(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        return Map.of(
                "tables", store.all().stream().map(LookupController::shown).toList());
    }

    @Needs(Scope.CONFIGURE)
    @GetMapping(path = "/{table}", produces = "text/csv")
    ResponseEntity<String> get(@PathVariable String table, HttpServletRequest request) {
        String scope = scope(Query.of(request.getQueryString(), List.of("scope")));
        LookupStore.Stored stored = store.find(scope, table)
                .orElseThrow(() -> Refusal.notThere("lookup table " + Callers.shown(table) + " that was put for "
                        + (scope.isEmpty() ? "everybody" : scope)));
        return ResponseEntity.ok().header("Lading-On-Miss", stored.onMiss()).body(stored.content());
    }

    /** Takes the place of what was put before; documents that waited for its values go on. */
    @Needs(Scope.CONFIGURE)
    @PutMapping("/{table}")
    Map<String, Object> put(@PathVariable String table, HttpServletRequest request, Authentication caller)
            throws IOException {
        Query query = Query.of(request.getQueryString(), List.of("scope", "onMiss"));
        String scope = scope(query);
        if (!table.matches(NAME)) {
            throw Refusal.wrong("A table's name consists of small letters, digits and dashes.");
        }
        String onMiss = query.value("onMiss").orElse("");
        if (!onMiss.isEmpty() && MissPolicy.parse(onMiss).isEmpty()) {
            throw Refusal.wrong("The parameter 'onMiss': expected hold, finding, passThrough or 'default X', found '"
                    + Callers.shown(onMiss) + "'.");
        }
        String content = body(request);
        Problems problems = new Problems();
        LookupTable.parse(table, table + ".csv", content, problems);
        if (!problems.isEmpty()) {
            throw new Refusal(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Cannot be used",
                            "Something is wrong with this table; nothing was changed.")
                    .with(
                            "problems",
                            problems.list().stream().map(Object::toString).toList());
        }
        String before =
                store.find(scope, table).map(LookupStore.Stored::content).orElse("");
        List<String> added = without(rows(content), rows(before));
        List<String> removed = without(rows(before), rows(content));
        String words = added.size() + " rows added, " + removed.size() + " removed"
                + (onMiss.isEmpty() ? "" : ", onMiss " + onMiss);
        store.put(scope, table, content, onMiss, Callers.actor(caller), words);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("table", table);
        answer.put("scope", scope);
        answer.put("added", added);
        answer.put("removed", removed);
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

    private static List<String> rows(String content) {
        return content.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(String::strip)
                .toList();
    }

    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        left.removeAll(new java.util.HashSet<>(others));
        return left;
    }

    private static Map<String, Object> shown(LookupStore.Stored stored) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("table", stored.name());
        answer.put("scope", stored.scope());
        answer.put("rows", Math.max(0, rows(stored.content()).size() - 1));
        answer.put("onMiss", stored.onMiss());
        answer.put("changedBy", stored.changedBy());
        answer.put("changedAt", stored.changedAt().toString());
        return answer;
    }
}
