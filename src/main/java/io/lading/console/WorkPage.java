package io.lading.console;

import io.lading.operations.WorkDesk;
import io.lading.operations.WorkDesk.Done;
import io.lading.operations.WorkDesk.Outcome;
import io.lading.partner.LoadedCommunity;
import io.lading.tracking.RecordId;
import io.lading.tracking.Standing;
import io.lading.tracking.WorkEntry;
import io.lading.tracking.WorkWanted;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for a person, why, and what makes it go on: one by one or many at a time. */
@Controller
final class WorkPage {
    private static final int ROWS = 50;
    private static final int LONGEST_REASON = 500;

    private final WorkDesk desk;
    private final LoadedCommunity community;

    WorkPage(WorkDesk desk, LoadedCommunity community) {
        this.desk = desk;
        this.community = community;
    }

    /** Where the list was before it told of everything. */
    @GetMapping("/unrecognised")
    String formerly() {
        return "redirect:/work";
    }

    @GetMapping("/work")
    String work(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String partner,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        OptionalLong id = RecordId.parse(after);
        Optional<Standing> standing = Standing.parse(state);
        List<WorkEntry> entries = desk.list(new WorkWanted(
                List.of(),
                Optional.of(partner).filter(text -> !text.isEmpty()),
                standing.stream().toList(),
                ROWS,
                id.isPresent() ? Optional.of(id.getAsLong()) : Optional.empty()));
        model.addAttribute("entries", entries);
        model.addAttribute("counts", desk.counts());
        model.addAttribute("state", standing.map(Standing::code).orElse(""));
        model.addAttribute("partner", partner);
        model.addAttribute(
                "partners",
                community.current().partners().stream()
                        .filter(one -> !one.own())
                        .toList());
        if (entries.size() == ROWS) {
            model.addAttribute("older", entries.get(ROWS - 1).id());
        }
        return "work";
    }

    @PostMapping("/work")
    String act(
            @RequestParam(defaultValue = "") List<String> ids,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean confirm,
            Authentication person,
            Model model) {
        if (ids.isEmpty()) {
            return refused("Tick the entries first.", model);
        }
        WorkWanted wanted = WorkWanted.these(ids);
        if (act.equals("again")) {
            return results(desk.again(wanted, confirm, RedoPage.actor(person)), model);
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            return refused(
                    "Say in 1 to " + LONGEST_REASON + " characters why nothing is to be done; others will ask.", model);
        }
        return results(desk.dismiss(wanted, why, RedoPage.actor(person)), model);
    }

    private static String results(List<Done> results, Model model) {
        model.addAttribute("results", results);
        model.addAttribute(
                "confirmable",
                results.stream()
                        .filter(done -> done.outcome() == Outcome.NEEDS_CONFIRMATION)
                        .map(Done::id)
                        .toList());
        return "work-done";
    }

    private static String refused(String message, Model model) {
        model.addAttribute("message", message);
        return "problem";
    }
}
