package io.lading.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a record, or of a record within it: {@code delivery.requested}. Compiled from its text. Immutable. */
public final class FieldPath {
    private static final String FIRST = "[0]";

    private final String text;
    private final Step[] holders;
    private final Shape.Field leaf;

    private FieldPath(String text, List<Step> holders, Shape.Field leaf) {
        this.text = text;
        this.holders = holders.toArray(new Step[0]);
        this.leaf = leaf;
    }

    /** A record on the way: a field's own, or the first of a field's list. */
    private record Step(Shape.Field field, boolean first) {

        private Draft open(Draft draft) {
            return first ? draft.recordAt(field, 0) : draft.child(field);
        }

        private @Nullable Draft peek(Draft draft) {
            Object value = draft.get(field.index());
            if (first) {
                value = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
            }
            return value instanceof Draft child ? child : null;
        }

        private @Nullable Object get(Object record) {
            Object value = field.get(record);
            if (first) {
                return value instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
            }
            return value;
        }
    }

    /**
     * The path as a shape's fields, or null if there is none such. Only the last field may be a list; of a list on the way
     * the first record can be meant: {@code responses[0].status}.
     */
    public static @Nullable FieldPath of(Shape root, String text) {
        List<Step> holders = new ArrayList<>();
        Shape shape = root;
        String[] names = text.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            boolean first = names[i].endsWith(FIRST);
            Shape.Field field =
                    shape.field(first ? names[i].substring(0, names[i].length() - FIRST.length()) : names[i]);
            if (field == null || field.kind() != (first ? Shape.Kind.RECORDS : Shape.Kind.RECORD)) {
                return null;
            }
            holders.add(new Step(field, first));
            shape = field.shape();
        }
        Shape.Field leaf = shape.field(names[names.length - 1]);
        return leaf == null ? null : new FieldPath(text, holders, leaf);
    }

    /** The lists on the way of which the first record is meant. */
    public List<Shape.Field> firsts() {
        List<Shape.Field> lists = new ArrayList<>();
        for (Step holder : holders) {
            if (holder.first()) {
                lists.add(holder.field());
            }
        }
        return lists;
    }

    public Shape.Field leaf() {
        return leaf;
    }

    /** The draft that holds the field, begun where it is not there yet. */
    public Draft holder(Draft root) {
        Draft draft = root;
        for (Step holder : holders) {
            draft = holder.open(draft);
        }
        return draft;
    }

    public boolean isSet(Draft root) {
        return peek(root) != null;
    }

    /** What a draft holds there so far. */
    public @Nullable Object peek(Draft root) {
        Draft draft = root;
        for (Step holder : holders) {
            draft = holder.peek(draft);
            if (draft == null) {
                return null;
            }
        }
        return draft.get(leaf.index());
    }

    /** The field's value in a finished record; null if it, or a record on the way, is absent. */
    public @Nullable Object get(Object root) {
        Object record = root;
        for (Step holder : holders) {
            record = holder.get(record);
            if (record == null) {
                return null;
            }
        }
        return leaf.get(record);
    }

    /** The list at the path in a finished record; empty if it is absent. */
    public List<?> list(Object root) {
        return get(root) instanceof List<?> list ? list : List.of();
    }

    @Override
    public String toString() {
        return text;
    }
}
