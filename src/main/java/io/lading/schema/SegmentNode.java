package io.lading.schema;

/**
 * One place in a transaction set where a segment may stand.
 *
 * @param index its number in the schema, in preorder
 * @param tag packed as in {@link io.lading.syntax.SegmentTable#packTag(String)}
 * @param name the tag as text
 * @param most how often the segment, or the loop it starts, may come in a row
 * @param loop true if it starts a loop
 * @param parent the node that starts the loop around it; -1 outside of loops
 * @param end one more than the last node of its own loop; its own number plus one if it starts none
 * @param overlaid true if a partner's guide put it there, or its use or its count
 */
public record SegmentNode(
        int index,
        int tag,
        String name,
        boolean mandatory,
        int most,
        boolean loop,
        int parent,
        int end,
        LayoutRule layout,
        boolean overlaid) {

    /** True if another node is this one or stands in the loop it starts. */
    public boolean holds(int other) {
        return other >= index && other < end;
    }
}
