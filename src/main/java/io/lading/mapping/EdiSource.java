package io.lading.mapping;

import io.lading.interchange.Position;
import io.lading.syntax.SegmentTable;

/**
 * One transaction set to be translated.
 *
 * @param set its tokens, header and trailer included
 * @param place where it stands: file, interchange, group and set of all positions in findings
 * @param release the release in force, {@code 004010} or {@code 005010X220}
 */
public record EdiSource(SegmentTable set, Position place, String release) {

    /** A set of which only its own header is known. */
    public static EdiSource of(SegmentTable set, String release) {
        Position place =
                new Position(null, null, null, set.text(0, 2), set.text(0, 1), null, 0, 0, 0, 0, null, set.offset(0));
        return new EdiSource(set, place, release);
    }
}
