package io.lading.api;

import io.lading.operations.WorkDesk;
import io.lading.security.Scope;
import io.lading.tracking.RecordId;
import io.lading.tracking.Standing;
import io.lading.tracking.WorkEntry;
import io.lading.tracking.WorkWanted;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What waits for a person, and working it, one entry or many at a time. */
@RestController
@RequestMapping("/api/v1/work")
final class WorkController {
    private static final long MOST_BODY = 1 << 20;
    private static final int LONGEST_REASON = 500;
    /** Which states the work list can have; a typing error must not mean "none". */
    private static final List<Standing> STATES = List.of(
            Standing.UNRECOGNISED,
            Standing.QUARANTINED,
            Standing.HELD,
            Standing.REJECTED,
            Standing.GIVEN_UP,
            Standing.OVERDUE,
            Standing.ORPHAN);

    private final WorkDesk desk;

    WorkController(WorkDesk desk) {
        this.desk = desk;
    }

    @Needs(Scope.READ)
    @GetMapping
    Map<String, Object> list(HttpServletRequest request) {
        Query query = Query.of(request.getQueryString(), List.of("state", "partner", "limit", "after"));
        List<Standing> states = query.value("state")
                .map(text -> Arrays.stream(text.split(","))
                        .map(word -> state("The parameter 'state'", word))
                        .toList())
                .orElse(List.of());
        WorkWanted wanted = new WorkWanted(List.of(), query.value("partner"), states, query.limit(), query.after());
        List<WorkEntry> found = desk.list(wanted);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("work", found);
        page.put("counts", codes(desk.counts()));
        if (found.size() == wanted.limit()) {
            page.put("next", found.get(found.size() - 1).id());
        }
        return page;
    }

    private static Map<String, Long> codes(Map<Standing, Long> counts) {
        Map<String, Long> codes = new LinkedHashMap<>();
        counts.forEach((standing, count) -> codes.put(standing.name(), count));
        return codes;
    }

    /** Body: {@code {"ids": [...]}} or {@code {"states": ["given-up"], "partner": "initech"}}, and {@code "confirm": true}. */
    @Needs(Scope.OPERATE)
    @PostMapping("/again")
    Map<String, Object> again(HttpServletRequest request, Authentication caller) throws IOException {
        Query.of(request.getQueryString(), List.of());
        JsonNode body = JsonBody.of(request, MOST_BODY, "ids", "states", "partner", "confirm");
        boolean confirmed = body.path("confirm").asBoolean(false);
        return Map.of("results", desk.again(wanted(body), confirmed, Callers.actor(caller)));
    }

    /** Body: as for {@link #again}, and {@code "reason"}. */
    @Needs(Scope.OPERATE)
    @PostMapping("/dismiss")
    Map<String, Object> dismiss(HttpServletRequest request, Authentication caller) throws IOException {
        Query.of(request.getQueryString(), List.of());
        JsonNode body = JsonBody.of(request, MOST_BODY, "ids", "states", "partner", "reason");
        String reason = body.path("reason").asString("").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Refusal.wrong("The member 'reason': expected 1 to " + LONGEST_REASON
                    + " characters that tell others why nothing is to be done.");
        }
        return Map.of("results", desk.dismiss(wanted(body), reason, Callers.actor(caller)));
    }

    /** Of everything at once nobody speaks by mistake: something must narrow it. */
    private static WorkWanted wanted(JsonNode body) {
        List<String> ids = texts(body, "ids");
        ids.forEach(id -> RecordId.parse(id)
                .orElseThrow(() -> Refusal.wrong(
                        "The member 'ids': expected ids of the work list, found '" + Callers.shown(id) + "'.")));
        List<Standing> states = texts(body, "states").stream()
                .map(word -> state("The member 'states'", word))
                .toList();
        Optional<String> partner =
                Optional.ofNullable(body.path("partner").asString(null)).filter(text -> !text.isBlank());
        if (ids.isEmpty() && states.isEmpty() && partner.isEmpty()) {
            throw Refusal.wrong("Say which entries: by 'ids', or by 'states', 'partner' or both.");
        }
        return new WorkWanted(ids, partner, states, io.lading.tracking.Search.MOST, Optional.empty());
    }

    private static List<String> texts(JsonNode body, String member) {
        JsonNode list = body.path(member);
        if (!list.isMissingNode() && !list.isArray()) {
            throw Refusal.wrong("The member '" + member + "': expected a list of texts.");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    private static Standing state(String where, String word) {
        return Standing.parse(word).filter(STATES::contains).orElseThrow(() -> {
            String known = STATES.stream().map(Standing::code).collect(Collectors.joining(", "));
            return Refusal.wrong(where + ": expected some of " + known + "; found '" + Callers.shown(word) + "'.");
        });
    }
}
