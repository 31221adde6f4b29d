package io.lading.tracking;

import io.lading.interchange.FindingForm;
import io.lading.tracking.Standing.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a whole transmission, received or sent. */
final class TransmissionSteps {
    private TransmissionSteps() {}

    static void inbound(StorySteps steps, Words words, TransmissionView transmission) {
        TransmissionSummary summary = transmission.summary();
        steps.received(summary);
        List<SetView> sets = sets(transmission);
        List<FindingForm> envelope = envelopeFindings(transmission);
        Instant unwrapped = latest(sets, 1);
        if (unwrapped != null) {
            steps.add(unwrapped, "unwrapped", contents(transmission), Tone.GOOD);
        }
        identified(steps, sets);
        Instant validated = latest(sets, StorySteps.VALIDATED);
        List<FindingForm> findings = new ArrayList<>(envelope);
        sets.forEach(set -> findings.addAll(set.findings()));
        // What was never validated has its reason at the end.
        if (validated != null || (!findings.isEmpty() && summary.rejected() > 0)) {
            Instant at = validated == null ? transmission.completedAt() : validated;
            steps.add(at, "validated", Words.findings(findings), StorySteps.tone(findings));
        }
        steps.acknowledged(latest(sets, StorySteps.ACKNOWLEDGED), transmission.acknowledgements());
        sets.forEach(set -> inParts(steps, set));
        translated(steps, sets, summary);
        matched(steps, transmission);
        ending(steps, transmission);
        transmission.doneAgain().forEach(id -> steps.add(null, "again", "done again as " + id, Tone.QUIET, id));
    }

    private static void identified(StorySteps steps, List<SetView> sets) {
        Instant at = latest(sets, StorySteps.IDENTIFIED);
        Set<String> agreements = new LinkedHashSet<>();
        sets.stream().map(SetView::agreement).filter(Objects::nonNull).forEach(agreements::add);
        if (at != null && !agreements.isEmpty()) {
            String word = agreements.size() == 1 ? "agreement " : "agreements ";
            steps.add(at, "identified", word + Words.list(agreements), Tone.GOOD);
        }
    }

    /** A set too large for one piece: how many of its parts are done, and what the first of the others needs. */
    private static void inParts(StorySteps steps, SetView set) {
        PartsView parts = set.parts();
        if (parts == null) {
            return;
        }
        String done = parts.translated() == parts.all()
                ? "all translated"
                : Words.grouped(parts.translated()) + " of them translated";
        String what =
                set.type() + " " + set.controlNumber() + ", " + Words.count(parts.all(), "part", "parts") + ", " + done;
        Tone tone = parts.stuckCount() > 0 ? Tone.WARNING : parts.open() > 0 ? Tone.BUSY : Tone.GOOD;
        String stuck = parts.stuck().stream()
                .findFirst()
                .map(first -> "; " + Words.grouped(parts.stuckCount()) + " " + Words.lower(first.state())
                        + ", first part " + first.ordinal() + ": " + Words.shorten(first.reason()))
                .orElse("");
        steps.add(set.passed(StorySteps.TRANSLATED), "in parts", what + stuck, tone);
    }

    private static void translated(StorySteps steps, List<SetView> sets, TransmissionSummary summary) {
        Instant at = latest(sets, StorySteps.TRANSLATED);
        if (at == null || summary.documents() == 0) {
            return;
        }
        String what = summary.documents() == 1
                ? summary.documentType() + " " + summary.number()
                : Words.count(summary.documents(), "document", "documents");
        steps.add(at, "translated", what, Tone.GOOD);
        if (summary.deliveries() > 0) {
            boolean all = summary.delivered() == summary.deliveries();
            steps.add(
                    null,
                    all ? "delivered" : "waiting",
                    Words.grouped(summary.delivered()) + " of "
                            + Words.count(summary.deliveries(), "delivery", "deliveries") + " done",
                    all ? Tone.GOOD : Tone.BUSY);
        }
    }

    /** An acknowledgement that came in: what it answers. */
    private static void matched(StorySteps steps, TransmissionView transmission) {
        for (AcknowledgementView answer : transmission.acknowledgements()) {
            if (answer.direction() == Direction.IN) {
                String what =
                        answer.group() != null ? "group " + answer.group() : "interchange " + answer.interchange();
                steps.add(
                        answer.at(),
                        "reconciled",
                        answer.kind() + " " + Words.lower(answer.status()) + " for our " + what,
                        Storyteller.tone(answer.status()));
            }
        }
    }

    private static void ending(StorySteps steps, TransmissionView transmission) {
        TransmissionSummary summary = transmission.summary();
        Instant at = transmission.completedAt();
        String why = why(transmission);
        switch (summary.standing()) {
            case REPEATED -> steps.add(at, "repeated", repeated(transmission), Tone.QUIET);
            case UNRECOGNISED, HELD, QUARANTINED ->
                steps.add(
                        at, summary.standing().words(), why, summary.standing().tone());
            case REPLACED -> steps.add(at, wordBefore(summary), why, Tone.QUIET);
            case REJECTED ->
                steps.add(
                        at,
                        "rejected",
                        summary.sets() == 1
                                ? "nothing of it went further"
                                : "all " + Words.count(summary.sets(), "transaction set", "transaction sets"),
                        Tone.BAD);
            case PARTLY_REJECTED ->
                steps.add(
                        at,
                        "rejected",
                        Words.grouped(summary.rejected()) + " of "
                                + Words.count(summary.sets(), "transaction set", "transaction sets"),
                        Tone.BAD);
            case ORPHAN -> steps.add(at, "orphan", "it acknowledges nothing that we sent; it is kept", Tone.WARNING);
            case RECEIVED -> steps.add(null, "waiting", "to be processed", Tone.BUSY);
            case DONE, ON_ITS_WAY, DELIVERED, SENT, ACCEPTED, MATCHED, RETRYING, UNKNOWN, OVERDUE, GIVEN_UP -> {
                // Told by the documents' own stories.
            }
        }
    }

    /** Where it stood before it was done again. */
    private static String wordBefore(TransmissionSummary summary) {
        return summary.state() == TransmissionState.PROCESSED ? "rejected" : Words.lower(summary.state());
    }

    private static String repeated(TransmissionView transmission) {
        String earlier = transmission.interchanges().stream()
                .map(TransmissionView.Interchange::repeatOf)
                .filter(Objects::nonNull)
                .findFirst()
                .map(id -> "interchange " + id)
                .orElse("before");
        return "the same interchange came before (" + earlier + "); nothing was done twice";
    }

    private static String why(TransmissionView transmission) {
        String reason = transmission.summary().reason();
        if (reason != null) {
            return Words.shorten(reason);
        }
        return sets(transmission).stream()
                .map(SetView::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Words::shorten)
                .orElseGet(() -> {
                    List<FindingForm> envelope = envelopeFindings(transmission);
                    return envelope.isEmpty() ? "no reason was noted" : Words.findings(envelope);
                });
    }

    static void outbound(StorySteps steps, Words words, TransmissionView transmission) {
        TransmissionSummary summary = transmission.summary();
        String how = summary.again() == null ? "" : ", " + StorySteps.again(summary);
        steps.add(summary.at(), "enveloped", contents(transmission) + how, Tone.GOOD);
        String connection = summary.connection() == null ? "" : summary.connection();
        String who = words.destination(summary.partner() == null ? "" : summary.partner(), connection);
        transmission.attempts().forEach(attempt -> steps.attempt(who, attempt, null));
        answered(steps, transmission);
        String why = summary.reason() == null ? "" : ": " + Words.shorten(summary.reason());
        switch (summary.state()) {
            case READY, SENDING ->
                steps.add(null, "waiting", "to be sent to " + who + words.whenOpen(connection), Tone.BUSY);
            case RETRYING, UNKNOWN -> steps.again(who, connection, transmission.nextAttemptAt(), null);
            case GIVEN_UP -> steps.add(transmission.completedAt(), "given up", who + why, Tone.BAD);
            case HELD -> steps.add(null, "held", "for " + who + why, Tone.WARNING);
            case SENT, RECEIVED, PROCESSED, REPEATED, UNRECOGNISED, QUARANTINED -> {
                // The attempts have told it.
            }
        }
        steps.expectations(transmission.expectations());
        transmission.doneAgain().forEach(id -> steps.add(null, "again", "done again as " + id, Tone.QUIET, id));
    }

    private static void answered(StorySteps steps, TransmissionView transmission) {
        List<AcknowledgementView> partners = transmission.acknowledgements().stream()
                .filter(answer -> answer.direction() == Direction.IN)
                .toList();
        steps.answers(partners);
        transmission.acknowledgements().stream()
                .filter(answer -> answer.direction() == Direction.OUT && answer.interchange() != null)
                .map(answer ->
                        answer.kind() + " " + Words.lower(answer.status()) + " for interchange " + answer.interchange())
                .distinct()
                .forEach(text -> steps.add(transmission.summary().at(), "answers", text, Tone.QUIET));
    }

    /** What is in it, by counts and types. */
    private static String contents(TransmissionView transmission) {
        TransmissionSummary summary = transmission.summary();
        if (transmission.interchanges().isEmpty()) {
            return summary.documents() == 1 && summary.number() != null
                    ? summary.documentType() + " " + summary.number()
                    : summary.syntax() + ", " + Words.count(summary.size(), "byte", "bytes");
        }
        String type = summary.contents() == null ? "" : " of " + summary.contents();
        String interchanges = transmission.interchanges().size() == 1
                ? "interchange " + transmission.interchanges().get(0).controlNumber()
                : Words.count(transmission.interchanges().size(), "interchange", "interchanges");
        return interchanges + ", " + Words.count(summary.sets(), "transaction set", "transaction sets") + type;
    }

    private static List<SetView> sets(TransmissionView transmission) {
        return transmission.interchanges().stream()
                .flatMap(interchange -> interchange.groups().stream())
                .flatMap(group -> group.listed().stream())
                .toList();
    }

    private static List<FindingForm> envelopeFindings(TransmissionView transmission) {
        List<FindingForm> all = new ArrayList<>(transmission.findings());
        transmission.interchanges().forEach(interchange -> {
            all.addAll(interchange.findings());
            interchange.groups().forEach(group -> all.addAll(group.findings()));
        });
        return all;
    }

    private static @Nullable Instant latest(List<SetView> sets, int stage) {
        return sets.stream()
                .map(set -> set.passed(stage))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
