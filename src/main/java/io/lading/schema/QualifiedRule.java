package io.lading.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule of a partner's guide about those segments of one place that hold certain codes, or stand in a loop that does:
 * {@code REF DP: mandatory}, {@code HL[03=I]/SN1: mandatory}.
 *
 * @param node the place of such segments
 * @param around what the loops around it must hold for the rule to count
 * @param own what the segment itself must hold to be meant; none or one
 * @param mandatory true if each turn of the loop around it must hold one
 * @param most how often one may come in a turn of the loop; 0 if it must not
 */
public record QualifiedRule(SegmentNode node, List<Selector> around, List<Selector> own, boolean mandatory, int most) {

    /** The code in the segment itself; empty if any is meant. */
    public String qualifier() {
        return own.isEmpty() ? "" : own.get(0).code();
    }

    /** {@code REF with DP in HL with O}: what the rule is about. */
    public String words() {
        return words(node, around, own);
    }

    static String words(SegmentNode node, List<Selector> around, List<Selector> own) {
        String itself = own.isEmpty() ? node.name() : own.get(0).words();
        return around.isEmpty()
                ? itself
                : itself + around.stream().map(Selector::words).collect(Collectors.joining(" in ", " in ", ""));
    }

    /** The same before places are numbered: by the tags that lead to it, {@code PO1/REF}. */
    record Unplaced(String path, List<Selector.Unplaced> selectors, boolean mandatory, int most) {}
}
