package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.DespatchLine;
import io.lading.document.Draft;
import io.lading.document.HandlingUnit;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.SegmentTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HL segments of a 856: each is a level, tells its parent and what kind of level it is. */
final class HlHierarchy implements Hierarchy {
    static final String PALLET = "pallet";
    static final String PACK = "pack";

    private static final String TAG = "HL";
    private static final int PACKED_TAG = SegmentTable.packTag(TAG);

    /**
     * The rules of one level.
     *
     * @param code HL03
     */
    record LevelRules(String code, DespatchTree.Kind kind, Level rules) {}

    /** The levels that no rule knows: their segments stay unused. */
    private static final Level UNKNOWN = new Level(List.of());

    private final Map<String, LevelRules> byCode = new HashMap<>();
    /** {@code SOPI} and so on; null for what suits the document. */
    private final @Nullable String shape;
    /** True if HL04 says whether a level has others below it. */
    private final boolean tellsChildren;

    HlHierarchy(List<LevelRules> levels, @Nullable String shape, boolean tellsChildren) {
        levels.forEach(level -> byCode.put(level.code(), level));
        this.shape = shape;
        this.tellsChildren = tellsChildren;
    }

    private record Node(
            DespatchTree.@Nullable Kind kind,
            Draft draft,
            @Nullable Node parent) {

        /** The nearest node of a kind from here up. */
        @Nullable
        Draft nearest(DespatchTree.Kind wanted) {
            for (Node node = this; node != null; node = node.parent()) {
                if (node.kind() == wanted) {
                    return node.draft();
                }
            }
            return null;
        }
    }

    @Override
    public int read(Reading in, Draft document, int from, int end, Level.Frame around) {
        Map<String, Node> nodes = new HashMap<>();
        int segment = from;
        while (segment < end && in.table.tag(segment) == PACKED_TAG) {
            Node parent = nodes.get(in.table.text(segment, 2));
            LevelRules level = byCode.get(in.table.text(segment, 3));
            Node node = open(in, document, parent, level);
            nodes.put(in.table.text(segment, 1), node);
            if (level == null) {
                in.report(
                        FindingCode.VALUE_NOT_USABLE,
                        Severity.WARNING,
                        segment,
                        in.table.token(segment, 3),
                        "level",
                        "a level that the binding knows: "
                                + String.join(
                                        ", ", byCode.keySet().stream().sorted().toList()));
                segment = UNKNOWN.read(in, node.draft(), segment + 1, end, around);
                continue;
            }
            in.useSegment(segment);
            segment = level.rules().read(in, node.draft(), segment + 1, end, around);
            if (in.trail != null && level.kind() != DespatchTree.Kind.SHIPMENT) {
                in.trail.leave();
            }
        }
        return segment;
    }

    private static Node open(Reading in, Draft document, @Nullable Node parent, @Nullable LevelRules level) {
        if (level == null) {
            return new Node(null, document, parent);
        }
        Draft order = parent == null ? null : parent.nearest(DespatchTree.Kind.ORDER);
        Draft unit = parent == null ? null : parent.nearest(DespatchTree.Kind.UNIT);
        Draft line = parent == null ? null : parent.nearest(DespatchTree.Kind.LINE);
        Draft opened =
                switch (level.kind()) {
                    case SHIPMENT -> document;
                    case ORDER -> enter(in, document, DespatchFields.addOrder(document), DespatchFields.ORDERS);
                    case UNIT -> {
                        String kind = level.code().equals("T") ? PALLET : PACK;
                        Draft added = DespatchFields.addUnit(document, unit, kind);
                        if (line != null) {
                            DespatchFields.putIn(line, added);
                        }
                        yield enter(in, document, added, DespatchFields.UNITS);
                    }
                    case LINE ->
                        enter(in, document, DespatchFields.addLine(document, order, unit), DespatchFields.LINES);
                };
        return new Node(level.kind(), opened, parent);
    }

    private static Draft enter(Reading in, Draft document, Draft added, Shape.Field list) {
        if (in.trail != null) {
            in.trail.enter(list.name() + "[" + (document.count(list.index()) - 1) + "]");
        }
        return added;
    }

    /** The shape that a document is written in. */
    String shape(DespatchAdvice document) {
        return shape == null ? DespatchTree.shapeFor(document) : shape;
    }

    @Override
    public void write(Writing out) {
        DespatchAdvice document = (DespatchAdvice) out.document;
        new Branches(out).write(DespatchTree.of(out, document, shape(document).substring(1)), 0);
    }

    /** Writes node after node and numbers them. */
    private final class Branches {
        private final Writing out;
        private int number;

        Branches(Writing out) {
            this.out = out;
        }

        void write(DespatchTree.Node node, int parent) {
            LevelRules level = byCode.get(code(node));
            int own = parent;
            if (level != null) {
                own = ++number;
                out.begin(TAG);
                out.put(1, 1, Integer.toString(own));
                if (parent > 0) {
                    out.put(2, 1, Integer.toString(parent));
                }
                out.put(3, 1, level.code());
                if (tellsChildren) {
                    out.put(4, 1, node.children().isEmpty() ? "0" : "1");
                }
                out.end();
                enter(node);
                level.rules().write(out, node.record());
                leave(node);
            }
            for (DespatchTree.Node child : node.children()) {
                write(child, own);
            }
        }

        private void enter(DespatchTree.Node node) {
            if (node.path().isEmpty()) {
                return;
            }
            out.trail.enter(node.path());
            for (String name : List.of("id", "parent", "kind", "order")) {
                out.trace(null, name, 1, 1, "");
            }
            if (node.record() instanceof DespatchLine line) {
                for (int i = 0; i < line.units().size(); i++) {
                    out.trace(null, "units[" + i + "]", 1, 1, "");
                }
            }
        }

        private void leave(DespatchTree.Node node) {
            if (!node.path().isEmpty()) {
                out.trail.leave();
            }
        }

        private String code(DespatchTree.Node node) {
            return switch (node.kind()) {
                case SHIPMENT -> "S";
                case ORDER -> "O";
                case LINE -> "I";
                case UNIT -> isPallet((HandlingUnit) node.record()) ? "T" : "P";
            };
        }

        private boolean isPallet(HandlingUnit unit) {
            return PALLET.equals(unit.kind()) && byCode.containsKey("T");
        }
    }
}
