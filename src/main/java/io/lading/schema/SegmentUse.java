package io.lading.schema;

import java.util.List;

/**
 * One line of a set's file: a segment in its place, with what is nested below if it starts a loop.
 *
 * @param most how often the segment, or its whole loop, may come; {@link Integer#MAX_VALUE} for any number
 * @param loop true if the segment starts a loop
 * @param children the loop's other segments, in order
 * @param overlaid true if a partner's guide put it there or changed it
 */
record SegmentUse(String tag, boolean mandatory, int most, boolean loop, List<SegmentUse> children, boolean overlaid) {

    SegmentUse withChildren(List<SegmentUse> others) {
        return new SegmentUse(tag, mandatory, most, loop, List.copyOf(others), overlaid);
    }
}
