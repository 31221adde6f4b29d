package io.lading.mapping.binding;

import io.lading.mapping.Lineage;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes which rule took or wrote which field, when lineage is asked for. For one use. */
final class Trail {
    private final List<Lineage.Entry> entries = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();
    private final List<Integer> lengths = new ArrayList<>();

    /** Goes into a record: {@code lines[2]}. */
    void enter(String field) {
        lengths.add(path.length());
        if (!field.isEmpty()) {
            path.append(field).append('.');
        }
    }

    /** Goes back to the record around, for one entry; what {@link #stepIn} undoes. */
    String stepOut() {
        int length = lengths.get(lengths.size() - 1);
        String inner = path.substring(length);
        path.setLength(length);
        return inner;
    }

    void stepIn(String inner) {
        path.append(inner);
    }

    void leave() {
        path.setLength(lengths.remove(lengths.size() - 1));
    }

    void read(@Nullable Place rule, String field, SegmentTable table, int segment, int token) {
        entries.add(new Lineage.Entry(
                0,
                path + field,
                text(rule),
                table.tagText(segment),
                segment + 1,
                table.elementOf(token),
                table.componentOf(token),
                table.tokenOffset(token),
                table.tokenEnd(token) - table.tokenStart(token)));
    }

    void wrote(@Nullable Place rule, String field, String tag, int ordinal, int element, int component, int length) {
        entries.add(new Lineage.Entry(0, path + field, text(rule), tag, ordinal, element, component, -1, length));
    }

    private static String text(@Nullable Place rule) {
        return rule == null ? "" : rule.file() + ":" + rule.line();
    }

    List<Lineage.Entry> entries() {
        return List.copyOf(entries);
    }
}
