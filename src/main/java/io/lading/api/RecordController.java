package io.lading.api;

import io.lading.operations.Caller;
import io.lading.security.Scope;
import io.lading.tracking.ChangedPayload;
import io.lading.tracking.DocumentSummary;
import io.lading.tracking.DocumentView;
import io.lading.tracking.Entry;
import io.lading.tracking.EventView;
import io.lading.tracking.Finder;
import io.lading.tracking.PayloadReads;
import io.lading.tracking.Search;
import io.lading.tracking.Story;
import io.lading.tracking.Storyteller;
import io.lading.tracking.TransmissionSummary;
import io.lading.tracking.TransmissionView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything the record knows, for reading. */
@RestController
@RequestMapping("/api/v1")
final class RecordController {
    private final Finder finder;
    private final Storyteller storyteller;
    private final Waiting waiting;
    private final Callers callers;
    private final PayloadReads reads;

    RecordController(Finder finder, Storyteller storyteller, Waiting waiting, Callers callers, PayloadReads reads) {
        this.reads = reads;
        this.finder = finder;
        this.storyteller = storyteller;
        this.waiting = waiting;
        this.callers = callers;
    }

    @Needs(Scope.READ)
    @GetMapping("/activity")
    Map<String, Object> activity(HttpServletRequest request) {
        Search search = Query.search(request.getQueryString());
        List<Entry> found = finder.activity(search);
        return page("activity", found, search, Entry::id);
    }

    @Needs(Scope.READ)
    @GetMapping("/documents")
    Map<String, Object> documents(HttpServletRequest request) {
        Search search = Query.search(request.getQueryString());
        return page("documents", finder.documents(search), search, DocumentSummary::id);
    }

    @Needs(Scope.READ)
    @GetMapping("/documents/{id}")
    DocumentView document(@PathVariable String id) {
        return finder.document(Callers.id(id, "document"))
                .orElseThrow(() -> Refusal.notThere("document " + Callers.shown(id)));
    }

    @Needs(Scope.READ)
    @GetMapping("/documents/{id}/timeline")
    Story documentTimeline(@PathVariable String id) {
        return storyteller.of(document(id));
    }

    @Needs(Scope.READ)
    @GetMapping("/documents/{id}/payload")
    void documentPayload(
            @PathVariable String id, HttpServletRequest request, Authentication caller, HttpServletResponse response)
            throws IOException {
        Finder.Payload payload = finder.canonicalOf(Callers.id(id, "document"))
                .orElseThrow(() -> Refusal.notThere("document " + Callers.shown(id)));
        reads.told(Callers.actor(caller), "document " + id, request.getRemoteAddr());
        response.setContentType("application/json");
        send(payload, response);
    }

    /** A partner's system sees what came by its own connections. */
    @Needs(
            value = {Scope.SUBMIT, Scope.READ},
            own = true)
    @GetMapping("/transmissions")
    Map<String, Object> transmissions(HttpServletRequest request, Authentication caller) {
        Search search = Query.search(request.getQueryString());
        Optional<Caller.Machine> bound = Callers.bound(caller);
        if (bound.isPresent()) {
            List<Map<String, Object>> own = finder.transmissions(own(search, bound.get())).stream()
                    .map(RecordController::line)
                    .toList();
            return page("transmissions", own, search, line -> String.valueOf(line.get("id")));
        }
        return page("transmissions", finder.transmissions(search), search, TransmissionSummary::id);
    }

    private static Search own(Search search, Caller.Machine machine) {
        return new Search(
                search.text(),
                search.number(),
                Optional.empty(),
                machine.partner(),
                machine.connection().or(search::connection),
                search.transmission(),
                Optional.of(io.lading.tracking.Direction.IN),
                search.type(),
                search.state(),
                search.from(),
                search.to(),
                search.limit(),
                search.after());
    }

    private static Map<String, Object> line(TransmissionSummary summary) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", summary.id());
        line.put("at", summary.at());
        line.put("state", summary.state());
        line.put("standing", summary.standing());
        line.put("size", summary.size());
        if (summary.fileName() != null) {
            line.put("fileName", summary.fileName());
        }
        return line;
    }

    @Needs(
            value = {Scope.SUBMIT, Scope.READ},
            own = true)
    @GetMapping("/transmissions/{id}")
    Object transmission(@PathVariable String id, Authentication caller) {
        long transmission = callers.visible(caller, id);
        if (Callers.bound(caller).isPresent()) {
            return result(id, caller);
        }
        return view(transmission, id);
    }

    /** What its sender may know: what was found in it and what was answered. */
    @Needs(
            value = {Scope.SUBMIT, Scope.READ},
            own = true)
    @GetMapping("/transmissions/{id}/result")
    SubmissionResult result(@PathVariable String id, Authentication caller) {
        return waiting.result(callers.visible(caller, id))
                .orElseThrow(() -> Refusal.notThere("transmission " + Callers.shown(id)));
    }

    @Needs(Scope.READ)
    @GetMapping("/transmissions/{id}/timeline")
    Story transmissionTimeline(@PathVariable String id) {
        return storyteller.of(view(Callers.id(id, "transmission"), id));
    }

    @Needs(
            value = {Scope.SUBMIT, Scope.READ},
            own = true)
    @GetMapping("/transmissions/{id}/payload")
    void transmissionPayload(
            @PathVariable String id, HttpServletRequest request, Authentication caller, HttpServletResponse response)
            throws IOException {
        Finder.Payload payload = finder.payloadOf(callers.visible(caller, id))
                .orElseThrow(() -> Refusal.notThere("transmission " + Callers.shown(id)));
        reads.told(Callers.actor(caller), "transmission " + id, request.getRemoteAddr());
        // Whatever a stranger sent is bytes to a browser, never a page.
        response.setContentType("application/octet-stream");
        String name = FileNames.download(payload.fileName(), id + ".bin");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        send(payload, response);
    }

    @Needs(Scope.READ)
    @GetMapping("/events")
    Map<String, Object> events(HttpServletRequest request) {
        Search search = Query.search(request.getQueryString());
        return page("events", finder.events(search), search, EventView::id);
    }

    private TransmissionView view(long transmission, String id) {
        return finder.transmission(transmission)
                .orElseThrow(() -> Refusal.notThere("transmission " + Callers.shown(id)));
    }

    private void send(Finder.Payload payload, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setContentLengthLong(payload.size());
        try {
            finder.copy(payload, response.getOutputStream());
        } catch (ChangedPayload e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            throw e;
        }
    }

    private static <T> Map<String, Object> page(String name, List<T> found, Search search, Function<T, String> id) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, found);
        if (found.size() == search.limit()) {
            page.put("next", id.apply(found.get(found.size() - 1)));
        }
        return page;
    }
}
