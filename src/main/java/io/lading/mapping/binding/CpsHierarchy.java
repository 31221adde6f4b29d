package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.DespatchLine;
import io.lading.document.Draft;
import io.lading.syntax.SegmentTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CPS groups of a DESADV: each is a handling unit with the lines in it, and tells the unit it stands in. The first, if
 * it has no number of its own and stands in none, is the whole shipment.
 */
final class CpsHierarchy implements Hierarchy {
    private static final String TAG = "CPS";
    private static final int PACKED_TAG = SegmentTable.packTag(TAG);
    private static final int GOODS_NUMBER = SegmentTable.packTag("GIN");

    private final Level shipment;
    private final Level unit;
    private final SegmentRule line;
    private final Level lineLevel;

    /** @param line the rule of the segment that begins a line, with the line's other segments as its members */
    CpsHierarchy(Level shipment, Level unit, SegmentRule line) {
        this.shipment = shipment;
        this.unit = unit;
        this.line = line;
        this.lineLevel = new Level(List.of(line));
    }

    @Override
    public int read(Reading in, Draft document, int from, int end, Level.Frame around) {
        Map<String, Draft> units = new HashMap<>();
        Level.Frame frame = new Level.Frame(lineLevel, around);
        int segment = from;
        while (segment < end && in.table.tag(segment) == PACKED_TAG) {
            Draft parent = units.get(in.table.text(segment, 2));
            in.use(in.table.token(segment, 1));
            if (in.present(segment, 2, 1) >= 0) {
                in.use(in.present(segment, 2, 1));
            }
            boolean whole = in.present(segment, 2, 1) < 0 && !isNumbered(in, segment + 1, end);
            Draft opened = whole ? null : DespatchFields.addUnit(document, parent, null);
            if (opened != null) {
                units.put(in.table.text(segment, 1), opened);
            }
            segment = readUnit(in, document, opened, segment + 1, end, frame);
            segment = readLines(in, document, opened, segment, end, frame);
        }
        DespatchFields.guessKinds(document);
        return segment;
    }

    private int readUnit(Reading in, Draft document, @Nullable Draft opened, int from, int end, Level.Frame frame) {
        if (opened == null) {
            return shipment.read(in, document, from, end, frame);
        }
        if (in.trail != null) {
            in.trail.enter("handlingUnits[" + (document.count(DespatchFields.UNITS.index()) - 1) + "]");
        }
        int segment = unit.read(in, opened, from, end, frame);
        if (in.trail != null) {
            in.trail.leave();
        }
        return segment;
    }

    private int readLines(Reading in, Draft document, @Nullable Draft opened, int from, int end, Level.Frame frame) {
        int segment = from;
        while (segment < end && in.table.tag(segment) == line.tag()) {
            Draft draft = DespatchFields.addLine(document, null, opened);
            if (in.trail != null) {
                in.trail.enter("lines[" + (document.count(DespatchFields.LINES.index()) - 1) + "]");
            }
            line.read(in, segment, draft);
            segment++;
            if (line.members() != null) {
                segment = line.members().read(in, draft, segment, end, frame);
            }
            if (in.trail != null) {
                in.trail.leave();
            }
        }
        return segment;
    }

    /** True if a number of goods follows before the first line and the next group. */
    private boolean isNumbered(Reading in, int from, int end) {
        for (int segment = from; segment < end; segment++) {
            int tag = in.table.tag(segment);
            if (tag == GOODS_NUMBER) {
                return true;
            }
            if (tag == PACKED_TAG || tag == line.tag()) {
                return false;
            }
        }
        return false;
    }

    @Override
    public void write(Writing out) {
        DespatchAdvice document = (DespatchAdvice) out.document;
        DespatchTree.Node root = DespatchTree.of(out, document, "PI");
        new Groups(out).write(root, 0);
    }

    /** Writes group after group and numbers them. */
    private final class Groups {
        private final Writing out;
        private int number;

        Groups(Writing out) {
            this.out = out;
        }

        /** The lines of a group stand before the groups that stand in it. */
        void write(DespatchTree.Node node, int parent) {
            int own = ++number;
            out.begin(TAG);
            out.put(1, 1, Integer.toString(own));
            if (parent > 0) {
                out.put(2, 1, Integer.toString(parent));
            }
            out.end();
            enter(node);
            (node.kind() == DespatchTree.Kind.SHIPMENT ? shipment : unit).write(out, node.record());
            leave(node);
            for (DespatchTree.Node child : node.children()) {
                if (child.kind() == DespatchTree.Kind.LINE) {
                    enter(child);
                    line.writeOne(out, child.record(), null);
                    leave(child);
                }
            }
            for (DespatchTree.Node child : node.children()) {
                if (child.kind() != DespatchTree.Kind.LINE) {
                    write(child, own);
                }
            }
        }

        private void enter(DespatchTree.Node node) {
            if (node.path().isEmpty()) {
                return;
            }
            out.trail.enter(node.path());
            for (String name : List.of("id", "parent", "kind")) {
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
    }
}
