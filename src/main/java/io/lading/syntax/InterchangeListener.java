package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a reader finds, in the order of the bytes. Calls nest: interchange ⊃ group ⊃ transaction set. An end call
 * follows every start call, with a missing trailer reported as such, so that a listener always knows what was complete.
 *
 * <p>Findings come before the call they belong to, so that a listener that collects them can attribute them: those about a
 * transaction set before its {@link #transactionSet}, those about a group's or interchange's trailer and counts before its
 * end call. Those about a header (ISA, GS) come right after its start call. Findings before the first
 * {@link #interchangeStarted} and after {@link #interchangeEnded} are about the transmission.
 *
 * <p>A transaction set outside any group opens a group of empty values, with an error before it. A set given up with
 * {@code SET_TOO_LARGE} is handed over as its header segment alone, incomplete.
 *
 * <p>To a listener that {@link #takesParts}, a larger set of a type that is a stream of lines
 * comes in parts: its beginning up to the first line and some lines, then again the beginning and more lines. All but the
 * last come as {@link #setPart}, the last, with its summary and trailer, as {@link #transactionSet}.
 */
public interface InterchangeListener {

    /** @param header what ISA or UNB says; its fields may be wrong, and {@link #finding} says so next */
    void interchangeStarted(InterchangeHeader header);

    /**
     * A TA1 segment between ISA and the first GS (X12 only). The table holds this one segment.
     *
     * @param segment valid during this call
     */
    default void interchangeAcknowledgement(SegmentTable segment) {}

    /**
     * An envelope segment as it stands in the bytes, for those who show or copy it: ISA, GS, GE, IEA and their likes in
     * EDIFACT. Comes before the start or end call that is made of it. The table holds this one segment.
     *
     * @param segment valid during this call
     */
    default void serviceSegment(SegmentTable segment) {}

    /**
     * Bytes of an object in a package (EDIFACT UNO to UNP), which may come in several pieces. They are whatever its sender put
     * there.
     *
     * @param bytes valid during this call
     */
    default void packageObject(byte[] bytes, int from, int to) {}

    void groupStarted(GroupHeader header);

    /**
     * One transaction set, ST to SE or UNH to UNT. A set whose trailer is missing is handed over with {@code complete = false}.
     *
     * @param set valid during this call; {@link SegmentTable#copy()} keeps it
     */
    void transactionSet(SetHeader header, SegmentTable set, boolean complete);

    /** True for a listener that can take a set in parts. */
    default boolean takesParts() {
        return false;
    }

    /**
     * A part of a set that is too large for one piece; more follow. Told only to those who {@link #takesParts}.
     *
     * @param part valid during this call; {@link SegmentTable#leadCount} says how much of it was told before
     */
    default void setPart(SetHeader header, SegmentTable part) {}

    void groupEnded(@Nullable Trailer trailer);

    void interchangeEnded(@Nullable Trailer trailer);

    /** Something wrong with the syntax or an envelope, including counts and references of set, group and interchange. */
    void finding(Finding finding);

    /**
     * What a trailer says (GE, IEA; UNE, UNZ).
     *
     * @param declaredCount GE01, IEA01, UNE 0060, UNZ 0036; -1 if it is no number
     * @param actualCount what was counted
     * @param controlNumber GE02, IEA02, UNE 0048, UNZ 0020, as received
     * @param endOffset of the byte after the trailer's terminator in the clear bytes
     */
    record Trailer(long declaredCount, long actualCount, String controlNumber, long endOffset) {}
}
