package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A segment that stands before the records it is about: the place in SLSRPT and the payer in 820 before lines, SCC in DELFOR
 * before quantities. What it says is a field of each of them; neighbours that share the fields share the segment when
 * written. Immutable.
 *
 * @param holder the shape of the record that has the list: the document, or a line
 * @param list of the records
 * @param shared the records' fields that the segment and its members say
 */
record GroupTarget(Shape holder, FieldPath list, List<Shape.Field> shared) implements Target {

    @Override
    public Shape shape(Shape around) {
        return list.leaf().shape();
    }

    /** A record that is never one of the list: its fields go to those that follow. */
    @Override
    public Draft open(Reading in, int segment, Draft around) {
        if (in.trail != null) {
            in.trail.enter(list + "[" + list.holder(around).count(list.leaf().index()) + "]");
        }
        Draft shared = new Draft(list.leaf().shape());
        in.groups.put(shared, around);
        return shared;
    }

    @Override
    public boolean hasValue(Object around, SegmentRule rule) {
        return !list.list(around).isEmpty();
    }

    @Override
    public void write(Writing out, Object around, SegmentRule rule) {
        List<?> lines = list.list(around);
        Writing.Group before = out.group;
        int from = 0;
        while (from < lines.size()) {
            int to = from + 1;
            while (to < lines.size() && isShared(lines.get(from), lines.get(to))) {
                to++;
            }
            out.group = new Writing.Group(around, from, to);
            out.enter(list, from);
            rule.writeOne(out, lines.get(from), null);
            out.leave();
            from = to;
        }
        out.group = before;
    }

    private boolean isShared(Object one, Object other) {
        for (Shape.Field field : shared) {
            if (!Objects.equals(field.get(one), field.get(other))) {
                return false;
            }
        }
        return true;
    }

    /** The records below the segment. */
    record Lines(Shape holder, FieldPath list, List<Shape.Field> shared) implements Target {

        @Override
        public Shape shape(Shape around) {
            return list.leaf().shape();
        }

        @Override
        public Draft open(Reading in, int segment, Draft around) {
            Draft holder = list.holder(around(in, around));
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
        public Draft around(Reading in, Draft draft) {
            return in.groups.getOrDefault(draft, draft);
        }

        @Override
        public boolean hasValue(Object around, SegmentRule rule) {
            return true;
        }

        @Override
        public void write(Writing out, Object around, SegmentRule rule) {
            Writing.Group group = Objects.requireNonNull(out.group, "the group's own segment is written first");
            List<?> lines = list.list(group.holder());
            for (int i = group.from(); i < group.to(); i++) {
                out.leave();
                out.enter(list, i);
                out.around = group.holder();
                rule.writeOne(out, lines.get(i), null);
                for (Shape.Field field : shared) {
                    out.traceShared(lines.get(i), field);
                }
            }
        }
    }
}
