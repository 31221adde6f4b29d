package io.lading.api;

import io.lading.partner.CertificateInUse;
import io.lading.partner.PartnerChange;
import io.lading.partner.PartnerFiles;
import io.lading.routing.plan.PlanTrial;
import io.lading.security.Scope;
import io.lading.tracking.Audit;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.Configurations;
import io.lading.tracking.PartnersInForce;
import io.lading.yaml.Problems.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Plans, applies and gives back the partner files, for the administrator. Contents travel in base64. */
@RestController
@RequestMapping("/api/v1/partners")
final class PartnerController {
    /** Base64 and JSON make files larger by a third and a little. */
    private static final long MOST_BODY = PartnerFiles.MOST_BYTES * 3L / 2;

    private static final int HISTORY = 50;

    private final PartnersInForce inForce;
    private final PlanTrial trial;
    private final CertificateWatch certificates;
    private final Audit audit;
    private final Clock clock;

    PartnerController(
            PartnersInForce inForce, PlanTrial trial, CertificateWatch certificates, Audit audit, Clock clock) {
        this.audit = audit;
        this.inForce = inForce;
        this.trial = trial;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Body: {@code {"files": {"globex.yaml": "…base64…"}}}; with {@code since}, {@code samples} or {@code mappings} also what
     * would become of documents. What {@link #apply} is given beside the files may be there too.
     */
    @Needs(Scope.CONFIGURE)
    @PostMapping("/plan")
    Map<String, Object> plan(HttpServletRequest request, Authentication caller) throws IOException {
        PlanTrial.Proposal proposal = ProposalBody.read(JsonBody.of(
                request,
                ProposalBody.MOST_BODY,
                "files",
                "mappings",
                "since",
                "most",
                "samples",
                "through",
                "expected",
                "note"));
        audit.record(Callers.actor(caller), "partners.planned", "", told(proposal));
        PlanTrial.Result result = trial.plan(proposal);
        Map<String, Object> answer = shown(result.plan());
        if (!result.notes().isEmpty()) {
            answer.put("notes", result.notes());
        }
        result.replay().ifPresent(replay -> answer.put("replay", replay));
        return answer;
    }

    private static String told(PlanTrial.Proposal proposal) {
        int mappings = proposal.mappings().map(files -> files.contents().size()).orElse(0);
        return proposal.files().paths().size() + " partner files, " + mappings + " files of mappings, "
                + proposal.samples().size() + " samples";
    }

    /** Body: {@code files} as of a plan, with {@code expected}, the version the plan was made for, and a {@code note}. */
    @Needs(Scope.CONFIGURE)
    @PostMapping("/apply")
    Map<String, Object> apply(HttpServletRequest request, Authentication caller) throws IOException {
        JsonNode body = JsonBody.of(request, MOST_BODY, "files", "expected", "note");
        if (!body.path("expected").isIntegralNumber()) {
            throw Refusal.wrong("The member 'expected': expected the version that the plan was made for.");
        }
        try {
            PartnersInForce.Plan done = inForce.apply(
                    ProposalBody.files(body),
                    body.path("expected").longValue(),
                    Callers.actor(caller),
                    body.path("note").asString(""));
            if (!done.possible()) {
                throw new Refusal(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "Cannot be applied",
                                "Something is wrong with these files; nothing was changed.")
                        .with(
                                "problems",
                                done.problems().stream()
                                        .map(PartnerController::shown)
                                        .toList());
            }
            Map<String, Object> answer = shown(done);
            answer.put("version", inForce.version());
            return answer;
        } catch (Configurations.Outdated e) {
            throw new Refusal(HttpStatus.CONFLICT, "Outdated", e.getMessage() + " Plan again.");
        }
    }

    /** The files in force, as they were applied. */
    @Needs(Scope.CONFIGURE)
    @GetMapping("/export")
    Map<String, Object> export(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        PartnerFiles files = inForce.files();
        Map<String, String> contents = new LinkedHashMap<>();
        files.paths().forEach(path -> contents.put(path, Base64.getEncoder().encodeToString(files.content(path))));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", inForce.version());
        answer.put("files", contents);
        return answer;
    }

    /** Who applied what and when, the newest first. */
    @Needs(Scope.CONFIGURE)
    @GetMapping("/history")
    Map<String, Object> history(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("versions", inForce.history(HISTORY));
        inForce.firstUnsound().ifPresent(version -> answer.put("firstUnsound", version));
        return answer;
    }

    /** All certificates that something relies on, those that end first first. */
    @Needs({Scope.READ, Scope.CONFIGURE})
    @GetMapping("/certificates")
    Map<String, Object> certificates(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        Instant now = clock.instant();
        return Map.of(
                "certificates",
                certificates.all().stream().map(one -> shown(one, now)).toList());
    }

    private static Map<String, Object> shown(CertificateInUse one, Instant now) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!one.holder().isEmpty()) {
            answer.put("partner", one.holder());
        }
        answer.put("ours", one.ours());
        answer.put("subject", one.certificate().getSubjectX500Principal().getName());
        answer.put("serial", one.certificate().getSerialNumber().toString(16));
        answer.put("fingerprint", one.fingerprint());
        answer.put("uses", one.uses());
        answer.put("places", one.places());
        answer.put("until", one.until().toString());
        answer.put("daysLeft", one.daysLeft(now));
        answer.put("followed", one.followed());
        one.level(now).ifPresent(level -> {
            answer.put("level", level);
            answer.put("warning", one.sentence(now));
        });
        return answer;
    }

    private static Map<String, Object> shown(PartnersInForce.Plan plan) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("inForce", plan.inForce());
        answer.put("environment", plan.environment());
        answer.put(
                "changes", plan.changes().stream().map(PartnerController::shown).toList());
        answer.put(
                "problems",
                plan.problems().stream().map(PartnerController::shown).toList());
        return answer;
    }

    private static Map<String, Object> shown(PartnerChange change) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", change.kind());
        answer.put("partner", change.partner());
        answer.put("where", change.where());
        answer.put("before", change.before());
        answer.put("after", change.after());
        answer.put("line", change.line());
        return answer;
    }

    private static Map<String, Object> shown(Problem problem) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", problem.place().file());
        answer.put("line", problem.place().line());
        answer.put("message", problem.message());
        return answer;
    }
}
