package io.lading.api;

import io.lading.security.Scope;
import io.lading.tracking.Audit;
import io.lading.tracking.PartnersInForce;
import io.lading.tracking.RecordId;
import io.lading.tracking.audit.AuditCheck;
import io.lading.tracking.audit.AuditExtract;
import io.lading.tracking.audit.Sealer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, whether all of it is as it was sealed, and proofs of single rows. */
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {
    private static final int MOST_ENTRIES = 1000;

    private final Audit audit;
    private final Sealer sealer;
    private final AuditCheck check;
    private final AuditExtract extract;
    private final PartnersInForce inForce;

    AuditController(Audit audit, Sealer sealer, AuditCheck check, AuditExtract extract, PartnersInForce inForce) {
        this.audit = audit;
        this.sealer = sealer;
        this.check = check;
        this.extract = extract;
        this.inForce = inForce;
    }

    /** The newest entries, and whether their numbers run on and the chain goes on from its anchor. */
    @Needs(Scope.SECURITY)
    @GetMapping
    Map<String, Object> audit(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        Audit.Soundness numbers = audit.verify();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("entries", audit.latest(MOST_ENTRIES));
        answer.put("count", numbers.entries());
        answer.put("publicKey", extract.publicKey());
        numbers.firstUnsound().ifPresent(number -> answer.put("firstUnsound", number));
        if (!sealer.trouble().isEmpty()) {
            answer.put("trouble", sealer.trouble());
        }
        return answer;
    }

    /** Checks everything against keys and anchor; how long that takes goes by the size of the record. */
    @Needs(Scope.SECURITY)
    @GetMapping("/verify")
    Map<String, Object> verify(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        sealer.seal(); // so that the answer covers what was done before it was asked for
        AuditCheck.Report report = check.check();
        List<String> problems = new ArrayList<>(report.problems());
        audit.verify()
                .firstUnsound()
                .ifPresent(number -> problems.add("Entry " + number + " of the audit is missing or was changed."));
        inForce.firstUnsound()
                .ifPresent(version ->
                        problems.add("Version " + version + " of the partner files is not as it was sealed."));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sound", problems.isEmpty());
        answer.put("problems", problems);
        answer.put("notes", report.notes());
        answer.put("seals", report.seals());
        answer.put("rows", report.rows());
        answer.put("unsealed", report.unsealed());
        answer.put("head", report.head());
        answer.put("publicKey", extract.publicKey());
        return answer;
    }

    /** Rows with what proves them to somebody who has the public key alone. */
    @Needs(Scope.SECURITY)
    @GetMapping("/extract")
    Map<String, Object> extract(
            @RequestParam(defaultValue = "") String transmission,
            @RequestParam(defaultValue = "0") long first,
            @RequestParam(defaultValue = "0") long last,
            HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of("transmission", "first", "last"));
        if (transmission.isEmpty() == (first == 0)) {
            throw Refusal.wrong("Say either transmission=ID, or first=NUMBER and last=NUMBER of entries of the audit.");
        }
        long id = transmission.isEmpty()
                ? 0
                : RecordId.parse(transmission)
                        .orElseThrow(() -> Refusal.notThere("transmission " + Callers.shown(transmission)));
        sealer.seal();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("publicKey", extract.publicKey());
        answer.put(
                "rows",
                transmission.isEmpty() ? extract.entries(first, Math.max(first, last)) : extract.transmission(id));
        return answer;
    }
}
