package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A segment that stands before the lines it is about: the place in SLSRPT, the payer in 820. What it says is a field of each
 * of its lines; neighbouring lines that share the fields share the segment when written. Immutable.
 *
 * @param list of the document's lines
 * @param shared the lines' fields that the segment and its members say
 */
record GroupTarget(FieldPath list, List<Shape.Field> shared) implements Target {

    @Override
    public Shape shape(Shape around) {
        return list.leaf().shape();
    }

    /** A line that is never one of the document: its fields go to those that follow. */
    @Override
    public Draft open(Reading in, int segment, Draft around) {
        if (in.trail != null) {
            in.trail.enter(
                    list + "[" + list.holder(in.document).count(list.leaf().index()) + "]");
        }
        return new Draft(list.leaf().shape());
    }

    @Override
    public boolean hasValue(Object around, SegmentRule rule) {
        return !list.list(around).isEmpty();
    }

    @Override
    public void write(Writing out, Object around, SegmentRule rule) {
        List<?> lines = list.list(around);
        int from = 0;
        while (from < lines.size()) {
            int to = from + 1;
            while (to < lines.size() && isShared(lines.get(from), lines.get(to))) {
                to++;
            }
            out.groupFrom = from;
            out.groupTo = to;
            out.enter(list, from);
            rule.writeOne(out, lines.get(from), null, 0);
            out.leave();
            from = to;
        }
    }

    private boolean isShared(Object one, Object other) {
        for (Shape.Field field : shared) {
            if (!Objects.equals(field.get(one), field.get(other))) {
                return false;
            }
        }
        return true;
    }

    /** The lines below the segment. */
    record Lines(FieldPath list, List<Shape.Field> shared) implements Target {

        @Override
        public Shape shape(Shape around) {
            return list.leaf().shape();
        }

        @Override
        public Draft open(Reading in, int segment, Draft around) {
            Draft holder = list.holder(in.document);
            if (in.trail != null) {
                in.trail.leave();
                in.trail.enter(list + "[" + holder.count(list.leaf().index()) + "]");
                in.trail.enter("");
            }
            Draft line = holder.addRecord(list.leaf());
            for (Shape.Field field : shared) {
                Object value = around.get(field.index());
                if (value != null) {
                    line.set(field.index(), value instanceof ArrayList<?> items ? new ArrayList<>(items) : value);
                }
            }
            return line;
        }

        @Override
        public boolean hasValue(Object around, SegmentRule rule) {
            return true;
        }

        @Override
        public void write(Writing out, Object around, SegmentRule rule) {
            List<?> lines = list.list(out.document);
            int end = out.groupTo;
            for (int i = out.groupFrom; i < end; i++) {
                out.leave();
                out.enter(list, i);
                rule.writeOne(out, lines.get(i), null, 0);
                for (Shape.Field field : shared) {
                    out.traceShared(lines.get(i), field);
                }
            }
        }
    }
}
