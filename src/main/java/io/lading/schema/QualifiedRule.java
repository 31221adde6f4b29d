package io.lading.schema;

/**
 * A rule of a partner's guide about those segments whose first element holds a certain code: {@code REF DP: mandatory}.
 *
 * @param node the place of such segments
 * @param qualifier the code in their first element
 * @param mandatory true if each turn of the loop around it must hold one
 * @param most how often one may come in a turn of the loop; 0 if it must not
 */
public record QualifiedRule(SegmentNode node, String qualifier, boolean mandatory, int most) {

    /** The same before places are numbered: by the tags that lead to it, {@code PO1/REF}. */
    record Unplaced(String path, String qualifier, boolean mandatory, int most) {}
}
