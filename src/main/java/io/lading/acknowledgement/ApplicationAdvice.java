package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An 824: what an application, rather than the syntax check, made of documents it was sent.
 *
 * @param reference BGN02: its own number
 * @param date BGN03
 * @param time BGN04; empty if not given
 * @param verdicts one for each document it speaks of
 */
public record ApplicationAdvice(String reference, String date, String time, List<Verdict> verdicts) {

    /** ST01. */
    public static final String SET_TYPE = "824";
    /** GS01. */
    public static final String FUNCTIONAL_ID = "AG";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** OTI01: the whole set was accepted, was accepted with errors, or was refused. */
    private static final String SET_ACCEPTED = "TA";

    private static final String SET_ACCEPTED_WITH_ERRORS = "TE";
    private static final String SET_REJECTED = "TR";

    /** OTI02 for a set that is known only by its control number. */
    private static final String TRANSACTION_NUMBER = "TN";

    /**
     * OTI and what follows it: the verdict on one document.
     *
     * @param code OTI01
     * @param referenceKind OTI02
     * @param reference OTI03
     * @param sender OTI04: GS02 of what it speaks of
     * @param receiver OTI05: GS03 of it
     * @param date OTI06: GS04 of it
     * @param time OTI07: GS05 of it
     * @param groupControlNumber OTI08: GS06 of it
     * @param setControlNumber OTI09: ST02 of it
     * @param setType OTI10: ST01 of it
     * @param release OTI11: GS08 of it
     */
    public record Verdict(
            String code,
            String referenceKind,
            String reference,
            String sender,
            String receiver,
            String date,
            String time,
            String groupControlNumber,
            String setControlNumber,
            String setType,
            String release,
            List<Problem> problems) {

        /** What it means; a code we do not know counts as refused. */
        public Disposition disposition() {
            return switch (code.length() == 2 ? code.charAt(1) : '?') {
                case 'A' -> Disposition.ACCEPTED;
                case 'C', 'E' -> Disposition.ACCEPTED_WITH_ERRORS;
                case 'P' -> Disposition.PARTIALLY_ACCEPTED;
                default -> Disposition.REJECTED;
            };
        }

        /** Of two verdicts on the same set the worse, with the problems of both. */
        public Verdict and(Verdict other) {
            Verdict worse = disposition().compareTo(other.disposition()) >= 0 ? this : other;
            List<Problem> both = new ArrayList<>(problems);
            both.addAll(other.problems);
            return new Verdict(
                    worse.code,
                    worse.referenceKind,
                    worse.reference,
                    worse.sender,
                    worse.receiver,
                    worse.date,
                    worse.time,
                    worse.groupControlNumber,
                    worse.setControlNumber,
                    worse.setType,
                    worse.release,
                    List.copyOf(both));
        }
    }

    /**
     * TED and the notes behind it: one thing wrong.
     *
     * @param code TED01
     * @param text TED02, and the notes
     * @param segment TED03; empty if none is meant
     * @param ordinal TED04; 0 if none
     * @param element TED05; 0 if none
     * @param component 0 if none
     * @param elementReference TED06
     * @param found TED07
     * @param expected TED08
     */
    public record Problem(
            String code,
            String text,
            String segment,
            int ordinal,
            int element,
            int component,
            String elementReference,
            String found,
            String expected) {}

    /** A verdict on a set we received, from what was found about it. Nothing found means accepted. */
    public static Verdict verdict(GroupHeader group, SetHeader set, List<Finding> findings, boolean refused) {
        List<Finding> told = findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
        String code = refused ? SET_REJECTED : told.isEmpty() ? SET_ACCEPTED : SET_ACCEPTED_WITH_ERRORS;
        return new Verdict(
                code,
                TRANSACTION_NUMBER,
                set.controlNumber(),
                group.sender(),
                group.receiver(),
                group.date(),
                group.time(),
                group.controlNumber(),
                set.controlNumber(),
                set.type(),
                set.release().isEmpty() ? group.release() : set.release(),
                told.stream().map(ApplicationAdvice::problem).toList());
    }

    /**
     * What breaks only the partner's guide in the sets of a group, if the functional acknowledgement is silent about that;
     * empty if nothing does.
     */
    public static Optional<ApplicationAdvice> ofGuide(GroupDecision group, Instant now) {
        List<Verdict> verdicts = new ArrayList<>();
        GroupHeader header = group.outcome().header();
        for (SetDecision set : group.sets()) {
            List<Finding> findings = set.outcome().findings().stream()
                    .filter(finding -> finding.origin() == Origin.OVERLAY
                            && finding.severity() == Severity.ERROR
                            && !set.reported().contains(finding))
                    .toList();
            if (set.isReleased() && !findings.isEmpty()) {
                verdicts.add(verdict(header, set.outcome().header(), findings, false));
            }
        }
        return verdicts.isEmpty()
                ? Optional.empty()
                : Optional.of(new ApplicationAdvice(
                        header.controlNumber(), DATE.format(now), TIME.format(now), List.copyOf(verdicts)));
    }

    private static Problem problem(Finding finding) {
        Position at = finding.position();
        boolean inSegments = at.segment() != null && !Position.LINE.equals(at.segment());
        return new Problem(
                code(finding.code()),
                words(finding),
                inSegments ? String.valueOf(at.segment()) : "",
                inSegments ? at.segmentOrdinal() : 0,
                inSegments ? at.element() : 0,
                inSegments ? at.component() : 0,
                "",
                finding.found(),
                finding.expected());
    }

    /** The fact alone; the advice in a finding may be meant for us. */
    private static String words(Finding finding) {
        String found = finding.found().isEmpty() ? "nothing" : '"' + finding.found() + '"';
        return "expected " + finding.expected() + ", found " + found;
    }

    /** TED01; what has no code of its own is told in words. */
    private static String code(FindingCode code) {
        return switch (code) {
            case ELEMENT_MISSING, SEGMENT_MISSING, FIELD_MISSING -> "007";
            case COUNT_MISMATCH -> "010";
            case BUSINESS_DUPLICATE -> "DUP";
            case CODE_NOT_ALLOWED,
                    ELEMENT_FORBIDDEN,
                    ELEMENT_TOO_LONG,
                    ELEMENT_TOO_SHORT,
                    DATE_MALFORMED,
                    TIME_MALFORMED,
                    NUMBER_MALFORMED,
                    VALUE_NOT_MAPPED,
                    VALUE_NOT_USABLE -> "848";
            default -> "024";
        };
    }
}
