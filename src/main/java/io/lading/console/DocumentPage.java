package io.lading.console;

import io.lading.tracking.DeliveryState;
import io.lading.tracking.DocumentView;
import io.lading.tracking.Finder;
import io.lading.tracking.PayloadReads;
import io.lading.tracking.RecordId;
import io.lading.tracking.Storyteller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One document: its story, and what it looked like on the way. */
@Controller
final class DocumentPage {
    static final int MOST_BYTES = 512 * 1024;

    private static final List<String> TABS = List.of("raw", "canonical", "output", "answers", "details");

    private final Finder finder;
    private final Storyteller storyteller;
    private final RawText raw;
    private final PayloadReads reads;

    DocumentPage(Finder finder, Storyteller storyteller, RawText raw, PayloadReads reads) {
        this.reads = reads;
        this.finder = finder;
        this.storyteller = storyteller;
        this.raw = raw;
    }

    @GetMapping("/documents/{id}")
    String document(
            @PathVariable String id,
            @RequestParam(defaultValue = "raw") String tab,
            Model model,
            Authentication person,
            HttpServletRequest request) {
        long key = RecordId.parse(id).orElseThrow(() -> new NotThere("such document"));
        DocumentView view = finder.document(key).orElseThrow(() -> new NotThere("document " + id));
        reads.told(LookupPage.actor(person), "document " + id, request.getRemoteAddr());
        String shown = TABS.contains(tab) ? tab : TABS.get(0);
        model.addAttribute("view", view);
        model.addAttribute("story", storyteller.of(view));
        model.addAttribute("tab", shown);
        model.addAttribute("tabs", TABS);
        model.addAttribute(
                "retransmittable",
                view.deliveries().stream()
                        .filter(delivery -> delivery.event() == null)
                        .anyMatch(delivery -> delivery.state() == DeliveryState.GIVEN_UP));
        switch (shown) {
            case "raw" ->
                model.addAttribute("raw", raw.ofSet(view.transmission().id(), view.interchange(), view.set()));
            case "canonical" -> model.addAttribute("json", canonical(key));
            case "output" -> model.addAttribute("outputs", outputs(view));
            case "answers" -> model.addAttribute("texts", raw.ofAnswers(view.answers()));
            default -> {
                // The view has it all.
            }
        }
        return "document";
    }

    private List<JsonText.Token> canonical(long document) {
        return finder.canonicalOf(document)
                .map(payload -> JsonText.tokens(finder.range(payload, 0, MOST_BYTES), payload.size() > MOST_BYTES))
                .orElse(List.of());
    }

    /** What each destination gets. */
    record Output(DocumentView.Delivery delivery, RawText.Text text) {}

    private List<Output> outputs(DocumentView view) {
        return view.deliveries().stream()
                .filter(delivery -> delivery.event() == null)
                .map(delivery -> new Output(
                        delivery,
                        Optional.ofNullable(delivery.transmission())
                                .map(raw::ofTransmission)
                                .orElse(RawText.Text.NOTHING)))
                .toList();
    }
}
