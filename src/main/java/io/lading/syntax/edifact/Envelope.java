package io.lading.syntax.edifact;

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
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nesting UNB ⊃ UNG ⊃ UNH of one interchange (ISO 9735, clause 8): what is open, what has been counted, which references
 * have been used. Messages without UNG stand in one implied group. Checks trailers against headers and tells the listener.
 * Single-threaded, used for one interchange after the other.
 */
final class Envelope {
    private static final int MOST_GROUPS_REMEMBERED = 10_000;

    private final InterchangeListener listener;
    private final EnvelopeFindings findings;
    private final HeaderChecks checks;
    private final ControlNumbers setNumbers = new ControlNumbers();
    private @Nullable SetHeader lastSet;
    private final Set<String> groupNumbers = new HashSet<>();

    private String interchangeNumber = "";
    private @Nullable GroupHeader group;
    private boolean groupIsImplied;
    private long groups;
    private long setsInGroup;
    private long sets;
    private boolean mixtureReported;
    private boolean cutOffReported;
    /** Segments read in the interchange, UNB included. */
    private int segments;

    Envelope(InterchangeListener listener, EnvelopeFindings findings) {
        this.listener = listener;
        this.findings = findings;
        this.checks = new HeaderChecks(findings);
    }

    // ---- UNB ------------------------------------------------------------------------------------------------------

    void headerUnreadable(FindingCode code, long offset, String expected, String found) {
        findings.inInterchange(null);
        findings.error(code, new Place("UNB", 1, 0, null, offset), expected, found);
    }

    void interchangeStarted(InterchangeHeader header, SegmentTable unb, ServiceString service, int version) {
        interchangeNumber = header.controlNumber();
        group = null;
        groups = 0;
        sets = 0;
        setsInGroup = 0;
        segments = 1;
        mixtureReported = false;
        cutOffReported = false;
        groupNumbers.clear();
        findings.inInterchange(interchangeNumber);
        listener.serviceSegment(unb);
        listener.interchangeStarted(header);
        checks.interchange(unb, service, version);
    }

    // ---- segments between messages --------------------------------------------------------------------------------

    /** @return true if the segment has ended the interchange */
    boolean service(ServiceTag tag, SegmentTable segment, long endOffset) {
        segments++;
        switch (tag) {
            case UNG -> startGroup(segment);
            case UNE -> endGroup(segment, endOffset);
            case UNZ -> endInterchange(segment, endOffset);
            case UNT -> unexpected(segment, "a message header (UNH) before its trailer");
            case UNP -> unexpected(segment, "a package header (UNO) before its trailer");
            case UNA, UNB, UNH, UNO, NONE ->
                throw new IllegalArgumentException("not a segment between messages: " + tag);
        }
        return tag == ServiceTag.UNZ;
    }

    private void unexpected(SegmentTable segment, String expected) {
        findings.error(FindingCode.SEGMENT_UNEXPECTED, place(segment, 0, null), expected, segment.segmentText(0));
    }

    private void startGroup(SegmentTable segment) {
        closeGroup(segment.offset(0), "UNG");
        GroupHeader header = Headers.group(segment);
        listener.serviceSegment(segment);
        openGroup(header, false);
        groups++;
        reportMixture(sets > 0 && groups == 1, place(segment, 0, null), "messages in groups, or none of them");
        checks.group(segment, segments);
        if (groupNumbers.size() < MOST_GROUPS_REMEMBERED && !groupNumbers.add(header.controlNumber())) {
            findings.error(
                    FindingCode.DUPLICATE_GROUP,
                    place(segment, 5, "group reference"),
                    "a group reference not used before in this interchange",
                    header.controlNumber());
        }
    }

    private void reportMixture(boolean mixed, Place place, String expected) {
        if (mixed && !mixtureReported) {
            mixtureReported = true;
            findings.error(FindingCode.GROUPS_MIXED, place, expected, place.segment());
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
        if (open == null || groupIsImplied) {
            unexpected(segment, "a group header (UNG) before its trailer");
            return;
        }
        Trailer trailer =
                new Trailer(ControlNumbers.value(segment.text(0, 1)), setsInGroup, segment.text(0, 2), endOffset);
        checks.count(FindingCode.SET_COUNT_WRONG, segment, 0, segments, "message count", setsInGroup);
        checks.reference(
                FindingCode.GROUP_CONTROL_NUMBER_MISMATCH,
                segment,
                0,
                segments,
                "group reference",
                open.controlNumber());
        listener.serviceSegment(segment);
        groupClosed(trailer);
    }

    private void groupClosed(@Nullable Trailer trailer) {
        listener.groupEnded(trailer);
        group = null;
        findings.inGroup(null);
    }

    /** Closes a group before {@code found}, which needs a trailer unless it is implied. */
    private void closeGroup(long offset, String found) {
        if (group == null) {
            return;
        }
        if (groupIsImplied) {
            groupClosed(new Trailer(setsInGroup, setsInGroup, "", offset));
            return;
        }
        findings.error(
                FindingCode.GROUP_TRAILER_MISSING,
                new Place(found, segments, 0, null, offset),
                "a group trailer (UNE) before " + found,
                found);
        groupClosed(null);
    }

    private void endInterchange(SegmentTable segment, long endOffset) {
        closeGroup(segment.offset(0), "UNZ");
        long actual = groups == 0 ? sets : groups;
        Trailer trailer = new Trailer(ControlNumbers.value(segment.text(0, 1)), actual, segment.text(0, 2), endOffset);
        String counted = groups == 0 ? "message count" : "group count";
        checks.count(FindingCode.GROUP_COUNT_WRONG, segment, 0, segments, counted, actual);
        checks.reference(
                FindingCode.INTERCHANGE_CONTROL_NUMBER_MISMATCH,
                segment,
                0,
                segments,
                "interchange reference",
                interchangeNumber);
        listener.serviceSegment(segment);
        listener.interchangeEnded(trailer);
        findings.inInterchange(null);
    }

    /** True if a UNZ at the end of all bytes, without terminator, was not cut short. */
    boolean isWholeTrailer(SegmentTable segment) {
        String number = segment.text(0, 2);
        return !number.isEmpty()
                && !(number.length() < interchangeNumber.length() && interchangeNumber.startsWith(number));
    }

    /** A segment that has no place between messages; {@code report} is false for all but the first in a row. */
    void unexpectedSegment(String tag, long offset, boolean report) {
        segments++;
        if (report) {
            findings.error(
                    FindingCode.SEGMENT_UNEXPECTED,
                    new Place(tag, segments, 0, null, offset),
                    group == null || groupIsImplied
                            ? "a message (UNH), a group (UNG) or the interchange trailer (UNZ)"
                            : "a message (UNH) or the group trailer (UNE)",
                    tag);
        }
    }

    /** Another interchange begins before the trailer of this one. */
    void abandoned(long offset, String found) {
        abandonGroup(offset, found);
        findings.error(
                FindingCode.INTERCHANGE_TRAILER_MISSING,
                new Place(found, 0, 0, null, offset),
                "the interchange trailer (UNZ) before the next interchange",
                found);
        listener.interchangeEnded(null);
        findings.inInterchange(null);
    }

    /** Without the interchange's trailer nobody knows whether an implied group is whole. */
    private void abandonGroup(long offset, String found) {
        if (group != null && groupIsImplied) {
            groupClosed(null);
        }
        closeGroup(offset, found);
    }

    /** The bytes end and the interchange has no trailer. */
    void endOfInput(long end) {
        Place place = new Place("", 0, 0, null, end);
        boolean inGroup = group != null && !groupIsImplied;
        if (!cutOffReported && inGroup) {
            findings.error(FindingCode.TRUNCATED, place, "a group trailer (UNE)", "");
        }
        if (group != null) {
            groupClosed(null);
        }
        if (!cutOffReported && !inGroup) {
            // What was cut off within a message or a group has been said; that no trailer follows goes without saying.
            findings.error(FindingCode.INTERCHANGE_TRAILER_MISSING, place, "the interchange trailer (UNZ)", "");
        }
        listener.interchangeEnded(null);
        findings.inInterchange(null);
    }

    // ---- packages -------------------------------------------------------------------------------------------------

    /** @param length in bytes of the object; negative if UNO does not say it */
    void packageStarted(SegmentTable uno, long length) {
        segments++;
        sets++;
        setsInGroup++;
        listener.serviceSegment(uno);
        if (length < 0) {
            findings.error(
                    FindingCode.NUMBER_MALFORMED,
                    EnvelopeFindings.place(uno, 0, segments, 4, 1, "length of the object"),
                    "a whole number of bytes",
                    uno.text(0, 4));
            return;
        }
        findings.note(
                FindingCode.PACKAGE_KEPT,
                place(uno, 0, null),
                "messages only, and a package is kept as it came",
                "an object of " + length + " bytes");
    }

    void packageEnded(SegmentTable unp, long length, String reference) {
        segments++;
        checks.count(FindingCode.SEGMENT_COUNT_WRONG, unp, 0, segments, "length of the object", length);
        checks.reference(FindingCode.SET_CONTROL_NUMBER_MISMATCH, unp, 0, segments, "package reference", reference);
        listener.serviceSegment(unp);
    }

    void packageTrailerMissing(String found, long offset) {
        findings.error(
                FindingCode.SEGMENT_MISSING,
                new Place("UNP", segments + 1, 0, null, offset),
                "a package trailer (UNP) right behind the object, whose length UNO says",
                found);
    }

    // ---- messages -------------------------------------------------------------------------------------------------

    SetHeader setStarted(SegmentTable set) {
        if (group == null) {
            openGroup(new GroupHeader("", "", "", "", "", "", "", "", set.offset(0)), true);
            reportMixture(groups > 0, EnvelopeFindings.place(set, 0, 1, 0, null), "messages in groups only");
        }
        setsInGroup++;
        sets++;
        SetHeader header = Headers.message(set, (int) setsInGroup, lastSet);
        lastSet = header;
        findings.inSet(header.type(), header.controlNumber());
        checks.message(set);
        if (!setNumbers.add(header.controlNumber())) {
            findings.error(
                    FindingCode.DUPLICATE_SET,
                    EnvelopeFindings.place(set, 0, 1, 1, "message reference"),
                    "a message reference not used before",
                    header.controlNumber());
        }
        return header;
    }

    void checkSetTrailer(SetHeader header, SegmentTable set) {
        int last = set.segmentCount() - 1;
        int ordinal = set.ordinal(last);
        checks.count(FindingCode.SEGMENT_COUNT_WRONG, set, last, ordinal, "segment count", ordinal);
        checks.reference(
                FindingCode.SET_CONTROL_NUMBER_MISMATCH,
                set,
                last,
                ordinal,
                "message reference",
                header.controlNumber());
    }

    /** The message was handed over; what comes next is outside. */
    void setEnded(int segmentsInSet) {
        segments += segmentsInSet;
        findings.inSet(null, null);
    }

    void setTrailerMissing(long offset, int ordinal, String found) {
        findings.error(
                FindingCode.SET_TRAILER_MISSING,
                new Place(found, ordinal, 0, null, offset),
                "a message trailer (UNT) before " + found,
                found);
    }

    void setCutOff(SegmentTable set, long end) {
        int last = set.segmentCount() - 1;
        findings.error(
                FindingCode.TRUNCATED,
                new Place(set.tagText(last), set.ordinal(last), 0, null, end),
                "more segments up to the message trailer (UNT)",
                "");
        cutOffReported = true;
    }

    void setTooLarge(SegmentTable set, int largestSet) {
        findings.error(
                FindingCode.SET_TOO_LARGE,
                EnvelopeFindings.place(set, 0, 1, 0, null),
                "a message of at most " + largestSet + " bytes",
                "more");
    }

    void emptySegment(long offset, int ordinal) {
        findings.fault(
                FindingCode.SEGMENT_EMPTY,
                new Place("", ordinal, 0, null, offset),
                "a segment",
                "a terminator after a terminator");
    }

    /** A byte of a segment is no character of the set that UNB names. */
    void foreignCharacter(SegmentTable set, int segment, int index, SyntaxLevel level) {
        int token = set.tokensBegin(segment);
        while (token < set.tokensEnd(segment) && set.tokenEnd(token) <= index) {
            token++;
        }
        boolean inValue = token < set.tokensEnd(segment);
        checks.foreignCharacter(
                new Place(
                        set.tagText(segment),
                        set.ordinal(segment),
                        inValue ? set.elementOf(token) : 0,
                        inValue && set.componentOf(token) > 1 ? set.componentOf(token) : 0,
                        null,
                        set.offset(segment) + index - set.segmentStart(segment)),
                level,
                set.bytes()[index]);
    }

    private Place place(SegmentTable segment, int element, @Nullable String name) {
        return EnvelopeFindings.place(segment, 0, segments, element, name);
    }
}
