package io.lading.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists where a reader may go from one node, nearest first: into the node's own loop, the node again, on to what follows
 * in the loop around it, that loop again, and so on outwards.
 */
public final class StepFinder {
    private final SegmentNode[] nodes;
    private final SegmentNode at;

    StepFinder(SegmentNode[] nodes, SegmentNode at) {
        this.nodes = nodes;
        this.at = at;
    }

    /** Told each possible target and whether mandatory segments are skipped on the way to it. */
    interface Visitor {
        void step(int target, boolean skipsMandatory);
    }

    void forEach(Visitor visitor) {
        boolean skips = siblings(at.index() + 1, at.end(), false, visitor);
        visitor.step(at.index(), skips);
        SegmentNode from = at;
        while (true) {
            int parent = from.parent();
            int end = parent < 0 ? nodes.length : nodes[parent].end();
            skips = siblings(from.end(), end, skips, visitor);
            if (parent < 0) {
                return;
            }
            visitor.step(parent, skips);
            from = nodes[parent];
        }
    }

    private boolean siblings(int first, int end, boolean skipsBefore, Visitor visitor) {
        boolean skips = skipsBefore;
        for (int i = first; i < end; i = nodes[i].end()) {
            visitor.step(i, skips);
            skips |= nodes[i].mandatory();
        }
        return skips;
    }

    /** The mandatory nodes skipped when a reader goes from one node to another, outermost last. */
    public static List<SegmentNode> skipped(Schema schema, int from, int target) {
        List<SegmentNode> skipped = new ArrayList<>();
        SegmentNode at = schema.node(from);
        if (addSkipped(schema, from + 1, at.end(), target, skipped) || target == from) {
            return skipped;
        }
        while (true) {
            int parent = at.parent();
            int end = parent < 0 ? schema.nodeCount() : schema.node(parent).end();
            if (addSkipped(schema, at.end(), end, target, skipped) || parent < 0 || parent == target) {
                return skipped;
            }
            at = schema.node(parent);
        }
    }

    /** Another node of the same tag that can come next without leaving out anything mandatory, or {@link Schema#NOWHERE}. */
    public static int alternative(Schema schema, int from, SegmentNode full) {
        int[] found = {Schema.NOWHERE};
        new StepFinder(schema.nodes(), schema.node(from)).forEach((target, skips) -> {
            boolean other = target != full.index() && schema.node(target).tag() == full.tag();
            if (other && !skips && found[0] == Schema.NOWHERE) {
                found[0] = target;
            }
        });
        return found[0];
    }

    private static boolean addSkipped(Schema schema, int first, int end, int target, List<SegmentNode> skipped) {
        for (int i = first; i < end; i = schema.node(i).end()) {
            if (i == target) {
                return true;
            }
            if (schema.node(i).mandatory()) {
                skipped.add(schema.node(i));
            }
        }
        return false;
    }
}
