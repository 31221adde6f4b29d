package io.lading.syntax.x12;

import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.syntax.ControlNumbers;
import io.lading.syntax.EnvelopeFindings;
import io.lading.syntax.EnvelopeFindings.Place;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeListener.Trailer;
import io.lading.syntax.SegmentTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nesting ISA ⊃ GS ⊃ ST of one interchange (X12.5): what is open, what has been counted, which numbers have been used.
 * Checks trailers against headers and tells the listener. Single-threaded, used for one interchange after the other.
 */
final class Envelope {
    /** Requests to a network between ISA and GS (X12.5, deferred delivery and grade of service): legal, and no business of ours. */
    private static final Set<String> SERVICE_REQUESTS = Set.of("ISB", "ISE", "TA3");

    private final InterchangeListener listener;
    private final EnvelopeFindings findings;
    private final HeaderChecks checks;
    private final TrailerChecks trailers;
    private final ControlNumbers setNumbers = new ControlNumbers();
    private @Nullable SetHeader lastSet;
    private final GroupNumbers groupNumbers = new GroupNumbers();

    private String interchangeNumber = "";
    private @Nullable GroupHeader group;
    private boolean groupIsImplied;
    private long groups;
    private long acknowledgements;
    private long setsInGroup;
    private boolean cutOffReported;
    /** Segments read in the interchange, ISA included. */
    private int segments;

    Envelope(InterchangeListener listener, EnvelopeFindings findings) {
        this.listener = listener;
        this.findings = findings;
        this.checks = new HeaderChecks(findings);
        this.trailers = new TrailerChecks(findings);
    }

    // ---- ISA ------------------------------------------------------------------------------------------------------

    void headerCutOff(IsaSegment isa, long end) {
        findings.inInterchange(null);
        findings.error(
                FindingCode.TRUNCATED,
                new Place("ISA", 1, 0, null, end),
                "an interchange header of " + IsaSegment.LENGTH + " characters",
                isa.text());
    }

    void headerTooShort(IsaSegment isa, long offset) {
        findings.inInterchange(null);
        findings.error(
                FindingCode.ENVELOPE_MALFORMED,
                new Place("ISA", 1, 0, null, offset),
                "an interchange header of 16 elements",
                isa.elements() + " elements: " + isa.text());
    }

    void interchangeStarted(InterchangeHeader header, SegmentTable isaSegment, IsaSegment isa) {
        start(header, isaSegment);
        checks.interchange(isaSegment, isa);
        checks.delimiters(isaSegment, isa, header.delimiters());
    }

    void linesWrapped(SegmentTable isaSegment, int width) {
        findings.fault(
                FindingCode.LINES_WRAPPED,
                place(isaSegment, 0, null),
                "segments without line breaks inside them",
                "lines wrapped at " + width + " columns");
    }

    /** The header could be split, but nothing after it can be read. */
    void interchangeUnreadable(InterchangeHeader header, SegmentTable isaSegment, IsaSegment isa) {
        start(header, isaSegment);
        checks.interchange(isaSegment, isa);
        checks.unreadable(isaSegment, isa);
        listener.interchangeEnded(null);
        findings.inInterchange(null);
    }

    private void start(InterchangeHeader header, SegmentTable isaSegment) {
        interchangeNumber = header.controlNumber();
        group = null;
        groups = 0;
        acknowledgements = 0;
        setsInGroup = 0;
        segments = 1;
        groupNumbers.clear();
        findings.inInterchange(interchangeNumber);
        listener.serviceSegment(isaSegment);
        listener.interchangeStarted(header);
    }

    // ---- segments between transaction sets ------------------------------------------------------------------------

    /** @return true if the segment has ended the interchange */
    boolean service(ServiceTag tag, SegmentTable segment, long endOffset) {
        segments++;
        switch (tag) {
            case GS -> startGroup(segment);
            case GE -> endGroup(segment, endOffset);
            case IEA -> endInterchange(segment, endOffset);
            case TA1 -> acknowledgement(segment);
            case SE ->
                findings.error(
                        FindingCode.SEGMENT_UNEXPECTED,
                        place(segment, 0, null),
                        "a transaction set header (ST) before its trailer",
                        segment.segmentText(0));
            case ST, NONE -> throw new IllegalArgumentException("not a segment between sets: " + tag);
        }
        return tag == ServiceTag.IEA;
    }

    private void acknowledgement(SegmentTable segment) {
        if (group == null) {
            acknowledgements++;
            checks.acknowledgement(segment, segments);
            listener.interchangeAcknowledgement(segment);
            return;
        }
        findings.error(
                FindingCode.SEGMENT_UNEXPECTED,
                place(segment, 0, null),
                "TA1 segments before the first functional group",
                segment.segmentText(0));
    }

    private void startGroup(SegmentTable segment) {
        closeGroup(segment.offset(0), "GS");
        GroupHeader header = new GroupHeader(
                segment.text(0, 1),
                segment.text(0, 2).strip(),
                segment.text(0, 3).strip(),
                segment.text(0, 4),
                segment.text(0, 5),
                segment.text(0, 6),
                segment.text(0, 7),
                segment.text(0, 8),
                segment.offset(0));
        listener.serviceSegment(segment);
        openGroup(header, false);
        groups++;
        checks.group(segment, segments);
        if (!groupNumbers.add(header)) {
            findings.error(
                    FindingCode.DUPLICATE_GROUP,
                    place(segment, 6, "control number"),
                    "a group control number not used before in this interchange",
                    header.controlNumber());
        }
    }

    private void openGroup(GroupHeader header, boolean implied) {
        group = header;
        groupIsImplied = implied;
        setsInGroup = 0;
        setNumbers.clear();
        findings.inGroup(implied ? null : header.controlNumber());
        listener.groupStarted(header);
    }

    private void endGroup(SegmentTable segment, long endOffset) {
        GroupHeader open = group;
        if (open == null) {
            findings.error(
                    FindingCode.SEGMENT_UNEXPECTED,
                    place(segment, 0, null),
                    "a group header (GS) before its trailer",
                    segment.segmentText(0));
            return;
        }
        Trailer trailer =
                new Trailer(ControlNumbers.value(segment.text(0, 1)), setsInGroup, segment.text(0, 2), endOffset);
        trailers.group(segment, segments, trailer, groupIsImplied ? trailer.controlNumber() : open.controlNumber());
        listener.serviceSegment(segment);
        groupClosed(trailer);
    }

    private void groupClosed(@Nullable Trailer trailer) {
        listener.groupEnded(trailer);
        group = null;
        findings.inGroup(null);
    }

    /** Closes a group whose trailer did not come before {@code found}. */
    private void closeGroup(long offset, String found) {
        if (group == null) {
            return;
        }
        if (!groupIsImplied) {
            findings.error(
                    FindingCode.GROUP_TRAILER_MISSING,
                    new Place(found, segments, 0, null, offset),
                    "a group trailer (GE) before " + found,
                    found);
        }
        groupClosed(null);
    }

    private void endInterchange(SegmentTable segment, long endOffset) {
        closeGroup(segment.offset(0), "IEA");
        Trailer trailer = new Trailer(ControlNumbers.value(segment.text(0, 1)), groups, segment.text(0, 2), endOffset);
        trailers.interchange(segment, segments, trailer, interchangeNumber, groups == 0 && acknowledgements > 0);
        listener.serviceSegment(segment);
        listener.interchangeEnded(trailer);
        findings.inInterchange(null);
    }

    /** True if an IEA at the end of all bytes, without terminator, was not cut short. */
    boolean isWholeTrailer(SegmentTable segment) {
        String number = segment.text(0, 2);
        boolean cut = number.length() < interchangeNumber.length() && interchangeNumber.startsWith(number);
        return !cut;
    }

    /** A segment that has no place between transaction sets; {@code report} is false for all but the first in a row. */
    void unexpectedSegment(String tag, long offset, boolean report) {
        segments++;
        if (report && !(group == null && SERVICE_REQUESTS.contains(tag))) {
            String expected = group == null
                    ? "a group header (GS) or the interchange trailer (IEA)"
                    : "a transaction set header (ST) or the group trailer (GE)";
            findings.error(FindingCode.SEGMENT_UNEXPECTED, new Place(tag, segments, 0, null, offset), expected, tag);
        }
    }

    /** Another interchange begins before the trailer of this one. */
    void abandoned(long offset, String found) {
        closeGroup(offset, found);
        findings.error(
                FindingCode.INTERCHANGE_TRAILER_MISSING,
                new Place(found, 0, 0, null, offset),
                "the interchange trailer (IEA) before the next interchange",
                found);
        listener.interchangeEnded(null);
        findings.inInterchange(null);
    }

    /** The bytes end and the interchange has no trailer. */
    void endOfInput(long end) {
        boolean inGroup = group != null && !groupIsImplied;
        if (!cutOffReported && inGroup) {
            findings.error(FindingCode.TRUNCATED, new Place("", 0, 0, null, end), "a group trailer (GE)", "");
        }
        if (group != null) {
            groupClosed(null);
        }
        if (!cutOffReported && !inGroup) {
            // What was cut off within a set or a group has been said; that no trailer follows goes without saying.
            findings.error(
                    FindingCode.INTERCHANGE_TRAILER_MISSING,
                    new Place("", 0, 0, null, end),
                    "the interchange trailer (IEA)",
                    "");
        }
        cutOffReported = false;
        listener.interchangeEnded(null);
        findings.inInterchange(null);
    }

    // ---- transaction sets -----------------------------------------------------------------------------------------

    SetHeader setStarted(SegmentTable set) {
        if (group == null) {
            findings.error(
                    FindingCode.GROUP_HEADER_MALFORMED,
                    new Place("ST", segments + 1, 0, null, set.offset(0)),
                    "a group header (GS) before the first transaction set",
                    set.segmentText(0));
            openGroup(new GroupHeader("", "", "", "", "", "", "", "", set.offset(0)), true);
        }
        setsInGroup++;
        String convention = set.text(0, 3);
        String release = group == null || !convention.isEmpty() ? convention : group.release();
        SetHeader header =
                new SetHeader(set.text(0, 1), set.text(0, 2), convention, release, (int) setsInGroup, set.offset(0));
        header = lastSet == null ? header : header.sharing(lastSet);
        lastSet = header;
        findings.inSet(header.type(), header.controlNumber());
        checks.set(set);
        if (!setNumbers.add(header.controlNumber())) {
            findings.error(
                    FindingCode.DUPLICATE_SET,
                    EnvelopeFindings.place(set, 0, 1, 2, "control number"),
                    "a control number not used before in this group",
                    header.controlNumber());
        }
        return header;
    }

    void checkSetTrailer(SetHeader header, SegmentTable set) {
        trailers.set(set, header.controlNumber());
    }

    /** The set was handed over; what comes next is outside. */
    void setEnded(int segmentsInSet) {
        segments += segmentsInSet;
        findings.inSet(null, null);
    }

    void setTrailerMissing(long offset, int ordinal, String found) {
        findings.error(
                FindingCode.SET_TRAILER_MISSING,
                new Place(found, ordinal, 0, null, offset),
                "a transaction set trailer (SE) before " + found,
                found);
    }

    void setCutOff(SegmentTable set, long end) {
        int last = set.segmentCount() - 1;
        findings.error(
                FindingCode.TRUNCATED,
                new Place(set.tagText(last), set.ordinal(last), 0, null, end),
                "more segments up to the transaction set trailer (SE)",
                "");
        cutOffReported = true;
    }

    void setTooLarge(SegmentTable set, int largestSet) {
        findings.error(
                FindingCode.SET_TOO_LARGE,
                EnvelopeFindings.place(set, 0, 1, 0, null),
                "a transaction set of at most " + largestSet + " bytes",
                "more");
    }

    void emptySegment(long offset, int ordinal) {
        findings.fault(
                FindingCode.SEGMENT_EMPTY,
                new Place("", ordinal, 0, null, offset),
                "a segment",
                "a terminator after a terminator");
    }

    void binaryLengthWrong(SegmentTable set) {
        int segment = set.segmentCount() - 1;
        int element = set.tagText(segment).equals("BIN") ? 1 : 2;
        findings.error(
                FindingCode.NUMBER_MALFORMED,
                EnvelopeFindings.place(set, segment, set.ordinal(segment), element, "length of binary data"),
                "the number of bytes up to the segment's terminator",
                set.text(segment, element));
    }

    private Place place(SegmentTable segment, int element, @Nullable String name) {
        return EnvelopeFindings.place(segment, 0, segments, element, name);
    }
}
