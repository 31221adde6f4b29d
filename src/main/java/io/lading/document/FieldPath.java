package io.lading.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a record, or of a record within it: {@code delivery.requested}. Compiled from its text. Immutable. */
public final class FieldPath {
    private final String text;
    private final Shape.Field[] holders;
    private final Shape.Field leaf;

    private FieldPath(String text, List<Shape.Field> holders, Shape.Field leaf) {
        this.text = text;
        this.holders = holders.toArray(new Shape.Field[0]);
        this.leaf = leaf;
    }

    /** The path as a shape's fields, or null if there is none such; only the last field may be a list. */
    public static @Nullable FieldPath of(Shape root, String text) {
        List<Shape.Field> holders = new ArrayList<>();
        Shape shape = root;
        String[] names = text.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            Shape.Field field = shape.field(names[i]);
            if (field == null || field.kind() != Shape.Kind.RECORD) {
                return null;
            }
            holders.add(field);
            shape = field.shape();
        }
        Shape.Field leaf = shape.field(names[names.length - 1]);
        return leaf == null ? null : new FieldPath(text, holders, leaf);
    }

    public Shape.Field leaf() {
        return leaf;
    }

    /** The draft that holds the field, begun where it is not there yet. */
    public Draft holder(Draft root) {
        Draft draft = root;
        for (Shape.Field holder : holders) {
            draft = draft.child(holder);
        }
        return draft;
    }

    public boolean isSet(Draft root) {
        Draft draft = root;
        for (Shape.Field holder : holders) {
            if (!(draft.get(holder.index()) instanceof Draft child)) {
                return false;
            }
            draft = child;
        }
        return draft.has(leaf.index());
    }

    /** What a draft holds there so far. */
    public @Nullable Object peek(Draft root) {
        Draft draft = root;
        for (Shape.Field holder : holders) {
            if (!(draft.get(holder.index()) instanceof Draft child)) {
                return null;
            }
            draft = child;
        }
        return draft.get(leaf.index());
    }

    /** The field's value in a finished record; null if it, or a record on the way, is absent. */
    public @Nullable Object get(Object root) {
        Object record = root;
        for (Shape.Field holder : holders) {
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
