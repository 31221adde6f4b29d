package io.lading.schema;

import io.lading.syntax.SegmentTable;

/**
 * Picks segments of one place by a code they hold: {@code HL[03=I]}.
 *
 * @param node the place of the segment that holds the code
 * @param element where in it, from 1
 */
public record Selector(SegmentNode node, int element, String code) {

    /** True if a segment, which stands at this place, holds the code. */
    public boolean matches(SegmentTable table, int segment) {
        return table.text(segment, element).equals(code);
    }

    /** {@code HL with I}. */
    public String words() {
        return node.name() + " with " + code;
    }

    /** The same before places are numbered: by the tags that lead to it. */
    record Unplaced(String path, int element, String code) {}
}
