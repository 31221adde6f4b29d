package io.lading.console;

import io.lading.operations.Caller;
import io.lading.operations.LookupDesk;
import io.lading.tracking.Audit;
import io.lading.tracking.LookupStore;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Lookup tables that were put, what documents wait for, and who changed what. */
@Controller
final class LookupPage {
    private static final int MOST_ROWS = 500;
    private static final int AUDIT_READ = 1000;
    private static final int CHANGES = 20;
    private static final String INSIDE = "inside";

    private final LookupStore store;
    private final LookupDesk desk;
    private final Audit audit;

    LookupPage(LookupStore store, LookupDesk desk, Audit audit) {
        this.store = store;
        this.desk = desk;
        this.audit = audit;
    }

    /** A table as the page lists it. */
    record Table(LookupStore.Stored stored, int size) {}

    /**
     * The table that is looked into.
     *
     * @param codeColumn the place of the codes in a row; -1 if rows cannot be changed one by one
     * @param matching how many rows match, of which at most some are shown
     */
    record Inside(
            String table, String scope, List<String> columns, int codeColumn, List<List<String>> rows, int matching) {}

    @GetMapping("/lookups")
    String lookups(
            @RequestParam(defaultValue = "") String table,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String text,
            Model model) {
        List<LookupStore.Stored> all = store.all();
        model.addAttribute(
                "tables",
                all.stream()
                        .map(stored -> new Table(
                                stored, LookupDesk.rows(stored.content()).size() - 1))
                        .toList());
        model.addAttribute("waits", store.awaited());
        model.addAttribute("text", text);
        if (!table.isEmpty()) {
            LookupStore.Stored wanted = all.stream()
                    .filter(each -> each.name().equals(table) && each.scope().equals(scope))
                    .findFirst()
                    .orElseThrow(() -> new NotThere("such table"));
            model.addAttribute("inside", inside(wanted, text.strip().toLowerCase(Locale.ROOT)));
        }
        model.addAttribute(
                "changes",
                audit.latest(AUDIT_READ).stream()
                        .filter(entry -> entry.action().startsWith("lookup."))
                        .filter(entry -> table.isEmpty() || entry.subject().equals(LookupStore.subject(scope, table)))
                        .limit(CHANGES)
                        .toList());
        return "lookups";
    }

    private static Inside inside(LookupStore.Stored stored, String text) {
        List<String> lines = LookupDesk.rows(stored.content());
        List<List<String>> rows = lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(text))
                .map(LookupPage::cells)
                .toList();
        List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
        return new Inside(
                stored.name(),
                stored.scope(),
                columns,
                LookupDesk.codeColumn(columns),
                rows.subList(0, Math.min(MOST_ROWS, rows.size())),
                rows.size());
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    /** Says what a code means; what waited for it goes on by itself. */
    @PostMapping("/lookups")
    String fill(
            @RequestParam String table,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam String code,
            @RequestParam String canonical,
            @RequestParam(defaultValue = "") String from,
            Authentication person,
            Model model) {
        return answer(
                desk.set(scope, table, code.strip(), canonical.strip(), actor(person)), table, scope, from, model);
    }

    @PostMapping("/lookups/remove")
    String remove(
            @RequestParam String table,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam String code,
            Authentication person,
            Model model) {
        return answer(desk.unset(scope, table, code, actor(person)), table, scope, INSIDE, model);
    }

    private static String answer(LookupDesk.Result result, String table, String scope, String from, Model model) {
        if (result.problems().isEmpty() && from.equals(INSIDE)) {
            return "redirect:"
                    + UriComponentsBuilder.fromPath("/lookups")
                            .queryParam("table", "{table}")
                            .queryParam("scope", "{scope}")
                            .build(table, scope);
        }
        if (result.problems().isEmpty()) {
            return "redirect:/lookups";
        }
        model.addAttribute("message", String.join(" ", result.problems()));
        return "problem";
    }

    static String actor(Authentication person) {
        return person.getPrincipal() instanceof Caller.Administrator administrator ? administrator.name() : "console";
    }
}
