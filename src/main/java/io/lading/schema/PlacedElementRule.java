package io.lading.schema;

import java.util.List;

/**
 * A rule of a partner's guide about one element, only at one place or in segments that hold a certain code:
 * {@code REF[01=DP].02: { length: 3-5 }}, {@code N1/N4.03: mandatory}. It comes on top of the standard's own.
 *
 * @param node the place of the segment
 * @param around what the loops around it must hold for the rule to count
 * @param own what the segment itself must hold to be meant; none or one
 * @param element from 1
 * @param component from 1; 0 for the element as a whole
 * @param rule what it must be; only what the guide says of it counts
 */
public record PlacedElementRule(
        SegmentNode node, List<Selector> around, List<Selector> own, int element, int component, ElementRule rule) {

    /** {@code REF with DP}: which segments it is about. */
    public String words() {
        return QualifiedRule.words(node, around, own);
    }

    /** The same before places are numbered. */
    record Unplaced(String path, List<Selector.Unplaced> selectors, int element, int component, ElementRule rule) {}
}
