package io.lading.acknowledgement;

import io.lading.acknowledgement.AcknowledgementPolicy.Errors;
import io.lading.acknowledgement.AcknowledgementPolicy.Functional;
import io.lading.acknowledgement.AcknowledgementPolicy.Overlays;
import io.lading.acknowledgement.AcknowledgementPolicy.Trailers;
import io.lading.acknowledgement.AcknowledgementPolicy.Warnings;
import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is accepted and what is answered, from findings alone. Nothing is accepted before the trailers around it
 * were read; one bad set among a thousand rejects only itself.
 */
public final class Acknowledger {
    /** AK502 to AK506 and AK905 to AK909. */
    private static final int MOST_CODES = 5;

    private static final int MOST_HELD = 10_000;

    /** Faults of the interchange's end, after which its groups may still be good. */
    private static final Set<FindingCode> TRAILER_FAULTS = Set.of(
            FindingCode.INTERCHANGE_TRAILER_MISSING,
            FindingCode.INTERCHANGE_CONTROL_NUMBER_MISMATCH,
            FindingCode.GROUP_COUNT_WRONG,
            FindingCode.TRUNCATED);

    private final AcknowledgementPolicy policy;
    private final SyntaxCodes syntax;

    private Acknowledger(AcknowledgementPolicy policy, SyntaxCodes syntax) {
        this.policy = policy;
        this.syntax = syntax;
    }

    /** What we say about an interchange, all its groups and sets. */
    public static InterchangeDecision decide(InterchangeOutcome interchange, AcknowledgementPolicy policy) {
        SyntaxCodes syntax = SyntaxCodes.of(interchange.header().standard(), policy.functional());
        return new Acknowledger(policy, syntax).interchange(interchange);
    }

    private InterchangeDecision interchange(InterchangeOutcome interchange) {
        List<Finding> findings = new ArrayList<>(interchange.findings());
        interchange.groups().forEach(group -> findings.addAll(headerFaults(group)));
        Disposition disposition = interchange.complete() ? Disposition.ACCEPTED : trailerFault();
        @Nullable Finding because = null;
        String note = interchange.complete() ? syntax.noError() : syntax.interchangeTrailerMissing();
        for (Finding finding : findings) {
            Disposition one = interchangeDisposition(finding);
            if (one.compareTo(disposition) > 0 || (one == disposition && note.equals(syntax.noError()))) {
                disposition = one;
                because = one == Disposition.ACCEPTED ? because : finding;
                note = one == Disposition.ACCEPTED ? note : syntax.interchange(finding);
            }
        }
        boolean rejected = disposition == Disposition.REJECTED;
        List<GroupDecision> groups = interchange.groups().stream()
                .map(group -> group(group, rejected))
                .toList();
        return new InterchangeDecision(
                interchange, disposition, note, because, isAnswered(interchange, disposition), groups);
    }

    private List<Finding> headerFaults(GroupOutcome group) {
        return group.findings().stream()
                .filter(finding ->
                        syntax.group(finding, group.header().release()).isEmpty())
                .toList();
    }

    private Disposition interchangeDisposition(Finding finding) {
        if (syntax.interchange(finding).isEmpty() || finding.severity() == Severity.NOTE) {
            return Disposition.ACCEPTED;
        }
        if (finding.severity() == Severity.WARNING) {
            return policy.warnings() == Warnings.ACCEPT_WITH_ERRORS
                    ? Disposition.ACCEPTED_WITH_ERRORS
                    : Disposition.ACCEPTED;
        }
        if (TRAILER_FAULTS.contains(finding.code())) {
            return trailerFault();
        }
        return "GS".equals(finding.position().segment()) ? Disposition.ACCEPTED_WITH_ERRORS : Disposition.REJECTED;
    }

    private Disposition trailerFault() {
        return policy.trailers() == Trailers.RELEASE_GOOD_GROUPS
                ? Disposition.ACCEPTED_WITH_ERRORS
                : Disposition.REJECTED;
    }

    private boolean isAnswered(InterchangeOutcome interchange, Disposition disposition) {
        if (interchange.header().standard() == Standard.EDIFACT) {
            return policy.functional() != Functional.NONE && !holdsOnlyReports(interchange);
        }
        if (interchange.acknowledges() && interchange.groups().isEmpty()) {
            return false; // A TA1 is never answered (X12.5).
        }
        return switch (policy.interchange()) {
            case NEVER -> false;
            case AS_REQUESTED -> interchange.header().acknowledgementRequested();
            case ON_ERROR -> interchange.header().acknowledgementRequested() || disposition != Disposition.ACCEPTED;
        };
    }

    /** A CONTRL is never answered (ISO 9735-4). */
    private static boolean holdsOnlyReports(InterchangeOutcome interchange) {
        return interchange.groups().stream().anyMatch(group -> !group.sets().isEmpty())
                && interchange.groups().stream()
                        .flatMap(group -> group.sets().stream())
                        .allMatch(set -> set.header().type().equals(SyntaxReport.MESSAGE_TYPE));
    }

    // ---- groups ---------------------------------------------------------------------------------------------------

    private GroupDecision group(GroupOutcome group, boolean interchangeRejected) {
        String release = group.header().release();
        List<Finding> faults = group.findings().stream().filter(this::weighs).toList();
        List<String> codes = codes(faults, finding -> syntax.group(finding, release));
        if (!group.complete() && !codes.contains(syntax.groupTrailerMissing())) {
            codes = first(syntax.groupTrailerMissing(), codes);
        }
        boolean rejected =
                interchangeRejected || !group.complete() || faults.stream().anyMatch(Acknowledger::isError);
        List<SetDecision> sets = each(group.sets(), set -> set(set, release, rejected));
        long accepted = sets.stream().filter(SetDecision::isReleased).count();
        // A group whose header cannot be quoted, or does not say who sent it to whom, is answered by the TA1 alone.
        boolean answered = !interchangeRejected
                && syntax != SyntaxCodes.EDIFACT
                && policy.functional() != Functional.NONE
                && !group.holdsAcknowledgements()
                && !group.header().sender().isBlank()
                && !group.header().receiver().isBlank()
                && faults.stream().noneMatch(fault -> fault.code() == FindingCode.GROUP_HEADER_MALFORMED);
        return new GroupDecision(
                group,
                rejected ? Disposition.REJECTED : disposition(sets, accepted, codes),
                answered ? policy.functional() : Functional.NONE,
                codes,
                sets,
                group.declaredSets() < 0 ? sets.size() : group.declaredSets(),
                sets.size(),
                accepted,
                policy.detail());
    }

    private static Disposition disposition(List<SetDecision> sets, long accepted, List<String> codes) {
        if (!sets.isEmpty() && accepted == 0) {
            return Disposition.REJECTED;
        }
        if (accepted < sets.size()) {
            return Disposition.PARTIALLY_ACCEPTED;
        }
        boolean plain = codes.isEmpty() && sets.stream().allMatch(set -> set.disposition() == Disposition.ACCEPTED);
        return plain ? Disposition.ACCEPTED : Disposition.ACCEPTED_WITH_ERRORS;
    }

    /** Of very many, each decision is made anew when it is asked for, so that they need not be held together. */
    private static List<SetDecision> each(List<SetOutcome> outcomes, Function<SetOutcome, SetDecision> decision) {
        return outcomes.size() <= MOST_HELD
                ? outcomes.stream().map(decision).toList()
                : new Decisions(outcomes, decision);
    }

    private static final class Decisions extends AbstractList<SetDecision> implements RandomAccess {
        private final List<SetOutcome> outcomes;
        private final Function<SetOutcome, SetDecision> decision;

        Decisions(List<SetOutcome> outcomes, Function<SetOutcome, SetDecision> decision) {
            this.outcomes = outcomes;
            this.decision = decision;
        }

        @Override
        public SetDecision get(int index) {
            return decision.apply(outcomes.get(index));
        }

        @Override
        public int size() {
            return outcomes.size();
        }
    }

    // ---- sets -----------------------------------------------------------------------------------------------------

    private SetDecision set(SetOutcome set, String release, boolean groupRejected) {
        if (set.findings().isEmpty() && set.complete()) {
            Disposition disposition = groupRejected ? Disposition.REJECTED : Disposition.ACCEPTED;
            return new SetDecision(set, disposition, List.of(), List.of());
        }
        List<Finding> reported = set.findings().stream()
                .filter(finding ->
                        weighs(finding) && !syntax.set(finding, release).isEmpty())
                .toList();
        List<String> codes = codes(reported, finding -> syntax.set(finding, release));
        Disposition disposition = set.complete() ? Disposition.ACCEPTED : Disposition.REJECTED;
        if (!set.complete() && !codes.contains(syntax.setTrailerMissing())) {
            codes = first(syntax.setTrailerMissing(), codes);
        }
        for (Finding finding : reported) {
            disposition = disposition.worse(setDisposition(finding, release));
        }
        return new SetDecision(set, groupRejected ? Disposition.REJECTED : disposition, codes, reported);
    }

    private Disposition setDisposition(Finding finding, String release) {
        if (!isError(finding)) {
            return Disposition.ACCEPTED_WITH_ERRORS;
        }
        boolean inContent = syntax.isContent(finding, release);
        boolean lenient = inContent
                && (policy.errors() == Errors.ACCEPT_WITH_ERRORS
                        || (finding.origin() == Origin.OVERLAY && policy.overlay() == Overlays.ACCEPT_WITH_ERRORS));
        return lenient ? Disposition.ACCEPTED_WITH_ERRORS : Disposition.REJECTED;
    }

    /** True if a finding counts in a syntax acknowledgement; maps and business rules have other answers. */
    private boolean weighs(Finding finding) {
        boolean loud = isError(finding)
                || (finding.severity() == Severity.WARNING && policy.warnings() == Warnings.ACCEPT_WITH_ERRORS);
        return loud
                && switch (finding.origin()) {
                    case STANDARD -> true;
                    case OVERLAY -> policy.overlay() != Overlays.LEAVE_OUT;
                    case MAP, BUSINESS -> false;
                };
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    private static List<String> codes(List<Finding> findings, Function<Finding, String> code) {
        return findings.stream()
                .map(code)
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(MOST_CODES)
                .toList();
    }

    private static List<String> first(String code, List<String> others) {
        List<String> all = new ArrayList<>();
        all.add(code);
        all.addAll(others);
        return all.stream().limit(MOST_CODES).toList();
    }
}
