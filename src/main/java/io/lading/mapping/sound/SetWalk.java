package io.lading.mapping.sound;

import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import io.lading.schema.StepFinder;
import io.lading.syntax.SegmentTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the segments of one set through its schema as they are written. */
public final class SetWalk {
    private final Schema schema;
    private final int[] counts;
    private int at;

    public SetWalk(Schema schema) {
        this.schema = schema;
        this.counts = new int[schema.nodeCount()];
        this.counts[0] = 1;
    }

    /**
     * Where a segment would stand.
     *
     * @param node its place
     * @param skipped the mandatory segments that should have come before
     */
    public record Step(SegmentNode node, List<SegmentNode> skipped) {
        public LayoutRule layout() {
            return node.layout();
        }
    }

    /** Where a segment may come next; null if it may not. */
    public @Nullable Step next(String tag) {
        int index = schema.tagIndex(SegmentTable.packTag(tag));
        int step = index == 0 ? 0 : schema.step(at, index);
        if (step == 0) {
            return null;
        }
        SegmentNode node = schema.node(Math.abs(step) - 1);
        if (times(node) > node.most()) {
            int other = StepFinder.alternative(schema, at, node);
            return other == Schema.NOWHERE ? null : new Step(schema.node(other), List.of());
        }
        List<SegmentNode> skipped = step > 0 ? List.of() : StepFinder.skipped(schema, at, node.index());
        return new Step(node, skipped);
    }

    private int times(SegmentNode node) {
        return node.holds(at) ? counts[node.index()] + 1 : 1;
    }

    public void enter(Step step) {
        counts[step.node().index()] = times(step.node());
        at = step.node().index();
    }

    /** The segment that was written last. */
    public SegmentNode last() {
        return schema.node(at);
    }

    /** The node that a loop's member stands below; null outside of loops. */
    public @Nullable SegmentNode around(SegmentNode node) {
        return node.parent() < 0 ? null : schema.node(node.parent());
    }

    /** The mandatory segments that are missing when nothing else comes but the trailer. */
    public List<SegmentNode> missingAtEnd() {
        return StepFinder.skipped(schema, at, schema.nodeCount() - 1);
    }

    /** Our name of a segment, such as {@code order line}. */
    public String label(SegmentNode node) {
        return node.layout().label();
    }
}
