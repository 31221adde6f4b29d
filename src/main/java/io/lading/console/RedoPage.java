package io.lading.console;

import io.lading.operations.Caller;
import io.lading.tracking.RecordId;
import io.lading.tracking.Redo;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons that do things again. */
@Controller
final class RedoPage {
    private final Redo redo;

    RedoPage(Redo redo) {
        this.redo = redo;
    }

    @PostMapping("/transmissions/{id}/retransmit")
    String retransmit(@PathVariable String id, Authentication person, Model model) {
        return answer(redo.retransmit(key(id), actor(person)), id, "retransmit", model);
    }

    /** From the document's page: what carried it, of several destinations those that did not take it. */
    @PostMapping("/documents/{id}/retransmit")
    String retransmitDocument(@PathVariable String id, Authentication person, Model model) {
        List<Redo.Result> results = redo.retransmitDocument(key(id), actor(person));
        boolean done = results.stream().anyMatch(Redo.Result.Done.class::isInstance);
        return done ? "redirect:/documents/" + RecordId.text(key(id)) : answer(results.get(0), id, "retransmit", model);
    }

    @PostMapping("/transmissions/{id}/reprocess")
    String reprocess(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean confirm,
            Authentication person,
            Model model) {
        Redo.Result result = redo.reprocess(key(id), Redo.With.TODAY, confirm, actor(person));
        return answer(result, id, "reprocess", model);
    }

    @PostMapping("/deliveries/{id}/re-envelope")
    String reEnvelope(@PathVariable String id, Authentication person, Model model) {
        return answer(redo.reEnvelope(key(id), actor(person)), id, "re-envelope", model);
    }

    private static String answer(Redo.Result result, String id, String what, Model model) {
        if (result instanceof Redo.Result.Done done) {
            return "redirect:/transmissions/" + RecordId.text(done.transmissionId());
        }
        model.addAttribute("what", what);
        if (result instanceof Redo.Result.NeedsConfirmation needed) {
            model.addAttribute("id", id);
            model.addAttribute("succeeded", needed.alreadySucceeded());
            return "confirm";
        }
        model.addAttribute("message", ((Redo.Result.Refused) result).why());
        return "problem";
    }

    static String actor(Authentication person) {
        return person.getPrincipal() instanceof Caller.Administrator administrator ? administrator.name() : "console";
    }

    private static long key(String id) {
        return RecordId.parse(id).orElseThrow(() -> new NotThere("such thing"));
    }
}
