package io.lading.console;

import io.lading.tracking.Finder;
import io.lading.tracking.PayloadReads;
import io.lading.tracking.RecordId;
import io.lading.tracking.Storyteller;
import io.lading.tracking.TransmissionView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One transmission: its story, what is in it, its bytes. */
@Controller
final class TransmissionPage {
    private final Finder finder;
    private final Storyteller storyteller;
    private final RawText raw;
    private final PayloadReads reads;

    TransmissionPage(Finder finder, Storyteller storyteller, RawText raw, PayloadReads reads) {
        this.reads = reads;
        this.finder = finder;
        this.storyteller = storyteller;
        this.raw = raw;
    }

    @GetMapping("/transmissions/{id}")
    String transmission(@PathVariable String id, Model model, Authentication person, HttpServletRequest request) {
        TransmissionView view = finder.transmission(key(id)).orElseThrow(() -> new NotThere("transmission " + id));
        reads.told(LookupPage.actor(person), "transmission " + id, request.getRemoteAddr());
        model.addAttribute("view", view);
        model.addAttribute("story", storyteller.of(view));
        model.addAttribute("raw", raw.ofTransmission(view));
        return "transmission";
    }

    /** The bytes as they came or went, to be saved; never shown as a page. */
    @GetMapping("/transmissions/{id}/payload")
    void payload(
            @PathVariable String id, Authentication person, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Finder.Payload payload = finder.payloadOf(key(id)).orElseThrow(() -> new NotThere("transmission " + id));
        reads.told(LookupPage.actor(person), "transmission " + id, request.getRemoteAddr());
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + RecordId.text(key(id)) + ".edi\"");
        response.setContentLengthLong(payload.size());
        finder.copy(payload, response.getOutputStream());
    }

    private static long key(String id) {
        return RecordId.parse(id).orElseThrow(() -> new NotThere("such transmission"));
    }
}
