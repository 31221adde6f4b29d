package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a reader finds, in the order of the bytes. Calls nest: interchange ⊃ group ⊃ transaction set. An end call
 * follows every start call, with a missing trailer reported as such, so that a listener always knows what was complete.
 */
public interface InterchangeListener {

    /** @param header what ISA or UNB says; its fields may be wrong, and {@link #finding} has said so */
    void interchangeStarted(InterchangeHeader header);

    /**
     * A TA1 segment between ISA and the first GS (X12 only). The table holds this one segment.
     *
     * @param segment valid during this call
     */
    default void interchangeAcknowledgement(SegmentTable segment) {}

    void groupStarted(GroupHeader header);

    /**
     * One transaction set, ST to SE or UNH to UNT. A set whose trailer is missing is handed over with {@code complete = false}.
     *
     * @param set valid during this call
     */
    void transactionSet(SetHeader header, SegmentTable set, boolean complete);

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
