package io.lading.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record being put together, field by field. Hot path: one array per record. Not thread-safe. */
public final class Draft {
    private final Shape shape;
    private final @Nullable Object[] values;

    public Draft(Shape shape) {
        this.shape = shape;
        this.values = new Object[shape.fields().size()];
    }

    public Shape shape() {
        return shape;
    }

    public boolean has(int index) {
        return values[index] != null;
    }

    public @Nullable Object get(int index) {
        return values[index];
    }

    /** Sets a field that is no list and no record. */
    public void set(int index, Object value) {
        values[index] = value;
    }

    /** The record in a field, begun if it is not there yet. */
    public Draft child(Shape.Field field) {
        if (values[field.index()] instanceof Draft draft) {
            return draft;
        }
        Draft begun = new Draft(field.shape());
        values[field.index()] = begun;
        return begun;
    }

    /** Adds a record to a list. */
    public Draft addRecord(Shape.Field list) {
        Draft begun = new Draft(list.shape());
        list(list.index()).add(begun);
        return begun;
    }

    /** The record at a place in a list, those before it begun as well. */
    public Draft recordAt(Shape.Field list, int index) {
        List<Object> records = list(list.index());
        while (records.size() <= index) {
            records.add(new Draft(list.shape()));
        }
        return (Draft) records.get(index);
    }

    /** Adds a text to a list of texts. */
    public void addText(int index, String text) {
        list(index).add(text);
    }

    /** Takes the last thing out of a list. */
    public void removeLast(int index) {
        List<Object> things = list(index);
        things.remove(things.size() - 1);
        if (things.isEmpty()) {
            values[index] = null;
        }
    }

    /** The records in a list so far; not to be changed. */
    public List<Draft> records(Shape.Field list) {
        List<Draft> records = new ArrayList<>();
        for (Object value : list(list.index())) {
            records.add((Draft) value);
        }
        return records;
    }

    /** The texts in a list so far; not to be changed. */
    public List<String> texts(Shape.Field list) {
        List<String> texts = new ArrayList<>();
        for (Object value : list(list.index())) {
            texts.add((String) value);
        }
        return texts;
    }

    /** Puts others in place of what a list held. */
    public void replace(Shape.Field list, List<?> things) {
        values[list.index()] = things.isEmpty() ? null : new ArrayList<>(things);
    }

    /** True if both hold the same, one field aside. */
    public boolean isSameBut(int ignored, Draft other) {
        for (int i = 0; i < values.length; i++) {
            if (i != ignored && !isSame(values[i], other.values[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Draft draft) {
            return other instanceof Draft second && draft.isSameBut(-1, second);
        }
        if (!(one instanceof List<?> list) || !(other instanceof List<?> second) || list.size() != second.size()) {
            return Objects.equals(one, other);
        }
        for (int i = 0; i < list.size(); i++) {
            if (!isSame(list.get(i), second.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How many things a list holds so far. */
    public int count(int index) {
        return values[index] instanceof ArrayList<?> list ? list.size() : 0;
    }

    @SuppressWarnings("unchecked") // Only this class puts lists into the values.
    private List<Object> list(int index) {
        if (values[index] instanceof ArrayList<?> list) {
            return (List<Object>) list;
        }
        ArrayList<Object> begun = new ArrayList<>();
        values[index] = begun;
        return begun;
    }

    /** The numbers that are there already, in the order of {@link Document#numbers()}. */
    public List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        text("number", numbers);
        in("order", "number", numbers);
        in("orders", "number", numbers);
        in("references", "id", numbers);
        text("contract", numbers);
        return numbers;
    }

    private void in(String field, String number, List<String> numbers) {
        Shape.Field holder = shape.field(field);
        Object held = holder == null ? null : values[holder.index()];
        List<?> all = held instanceof List<?> list ? list : Collections.singletonList(held);
        for (Object each : all) {
            if (each instanceof Draft draft) {
                draft.text(number, numbers);
            }
        }
    }

    private void text(String field, List<String> texts) {
        Shape.Field found = shape.field(field);
        if (found != null && values[found.index()] instanceof String text) {
            texts.add(text);
        }
    }

    /** The first required field that is missing, as a path such as {@code lines[2].number}; null if none is. */
    public @Nullable String missing() {
        List<Shape.Field> fields = shape.fields();
        for (int i = 0; i < values.length; i++) {
            Shape.Field field = fields.get(i);
            Object value = values[i];
            if (value == null) {
                if (field.required()) {
                    return field.name();
                }
                continue;
            }
            String below = missingBelow(field, value);
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    private static @Nullable String missingBelow(Shape.Field field, Object value) {
        if (value instanceof Draft draft) {
            String below = draft.missing();
            return below == null ? null : field.name() + "." + below;
        }
        if (field.kind() == Shape.Kind.RECORDS && value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String below = list.get(i) instanceof Draft draft ? draft.missing() : null;
                if (below != null) {
                    return field.name() + "[" + i + "]." + below;
                }
            }
        }
        return null;
    }

    /** Makes the record, after which the draft must not be used; a required field must have been set. */
    public Object build() {
        List<Shape.Field> fields = shape.fields();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                if (fields.get(i).isList()) {
                    values[i] = List.of();
                }
            } else if (value instanceof Draft draft) {
                values[i] = draft.build();
            } else if (value instanceof ArrayList<?> list) {
                values[i] = built(list);
            }
        }
        return shape.make(values);
    }

    private static List<Object> built(List<?> list) {
        Object[] items = list.toArray();
        for (int i = 0; i < items.length; i++) {
            if (items[i] instanceof Draft draft) {
                items[i] = draft.build();
            }
        }
        return Collections.unmodifiableList(Arrays.asList(items));
    }
}
