package io.lading.mapping;

import io.lading.interchange.Position;
import io.lading.syntax.SegmentTable;

/**
 * One transaction set to be translated, or a part of one.
 *
 * @param set its tokens, header included, and trailer unless more parts follow
 * @param place where it stands: file, interchange, group and set of all positions in findings
 * @param release the release in force, {@code 004010} or {@code 005010X220}
 */
public record EdiSource(SegmentTable set, Position place, String release) {
    private static final int X12_TRAILER = SegmentTable.packTag("SE");
    private static final int EDIFACT_TRAILER = SegmentTable.packTag("UNT");

    /** A set of which only its own header is known. */
    public static EdiSource of(SegmentTable set, String release) {
        Position place =
                new Position(null, null, null, set.text(0, 2), set.text(0, 1), null, 0, 0, 0, 0, null, set.offset(0));
        return new EdiSource(set, place, release);
    }

    /** The index after the last segment that is content: the trailer's, or where there is none the end. */
    public static int contentEnd(SegmentTable set) {
        int last = set.segmentCount() - 1;
        boolean trailer = last > 0 && (set.tag(last) == X12_TRAILER || set.tag(last) == EDIFACT_TRAILER);
        return trailer ? last : last + 1;
    }
}
