package io.lading.routing.process;

import io.lading.syntax.SegmentTable;

/**
 * Where a part of a set stands that is too large for one piece.
 *
 * @param ordinal from 1
 * @param lead how many of the set's first segments come again before it; 0 for the first part
 * @param leadEnd where those end
 * @param passed how many segments came between those and its own
 */
record CutPart(int ordinal, long start, long end, int lead, long leadEnd, int passed) {

    static CutPart of(int ordinal, SegmentTable table) {
        int lead = table.leadCount();
        int last = table.segmentCount() - 1;
        return new CutPart(
                ordinal,
                table.offset(lead),
                table.endOffset(last) + 1,
                lead,
                lead == 0 ? table.offset(0) : table.endOffset(lead - 1) + 1,
                table.ordinal(lead) - lead - 1);
    }

    Span span() {
        return new Span(start, end);
    }

    /** The bytes of its own. */
    record Span(long start, long end) {}
}
