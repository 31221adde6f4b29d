package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record of a list says under a code: {@code dates[order].at}. Immutable.
 *
 * @param list such as {@code dates}
 * @param key the field of its records that holds the code
 */
record ListedValue(FieldPath list, FieldPath key, String code, FieldPath value) {
    private static final Pattern TEXT = Pattern.compile("([\\w.]+)\\[([a-zA-Z]+)]\\.(\\w+)");

    /** Null if the text names no such value of the shape. */
    static @Nullable ListedValue of(Shape shape, String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        FieldPath list = FieldPath.of(shape, parts.group(1));
        if (list == null || list.leaf().kind() != Shape.Kind.RECORDS) {
            return null;
        }
        FieldPath key = FieldPath.of(list.leaf().shape(), "code");
        FieldPath value = FieldPath.of(list.leaf().shape(), parts.group(3));
        return key == null || value == null ? null : new ListedValue(list, key, parts.group(2), value);
    }

    /** The first record's that has the code; null if none has. */
    @Nullable
    Object peek(Draft draft) {
        List<?> records = list.peek(draft) instanceof List<?> found ? found : List.of();
        for (Object each : records) {
            if (each instanceof Draft record && code.equals(key.peek(record))) {
                return value.peek(record);
            }
        }
        return null;
    }
}
