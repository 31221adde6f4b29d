package io.lading.mapping.binding;

import io.lading.mapping.Lineage;
import io.lading.mapping.sound.PendingSegment.Trace;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes which fields were written, so that what has no place is told, and by which rules if lineage is asked for. For one use. */
final class Trail {
    private final @Nullable List<Lineage.Entry> entries;
    private final Set<String> told = new HashSet<>();
    private final StringBuilder path = new StringBuilder();
    private final List<Integer> lengths = new ArrayList<>();

    private Trail(@Nullable List<Lineage.Entry> entries) {
        this.entries = entries;
    }

    /** With the rule and the place of each field. */
    static Trail ofRules() {
        return new Trail(new ArrayList<>());
    }

    /** With the fields alone. */
    static Trail ofFields() {
        return new Trail(null);
    }

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
        if (entries == null) {
            return;
        }
        entries.add(new Lineage.Entry(
                0,
                path + field,
                text(rule),
                table.tagText(segment),
                table.ordinal(segment),
                table.elementOf(token),
                table.componentOf(token),
                table.tokenOffset(token),
                table.tokenEnd(token) - table.tokenStart(token)));
    }

    /** The whole path of a field of the record it is in. */
    String whole(String field) {
        return path + field;
    }

    void wrote(Trace trace, String tag, int ordinal) {
        told.add(trace.field());
        if (entries != null) {
            entries.add(new Lineage.Entry(
                    0,
                    trace.field(),
                    text(trace.rule()),
                    tag,
                    ordinal,
                    trace.element(),
                    trace.component(),
                    -1,
                    trace.length()));
        }
    }

    /** A field about which there is a finding; it need not be told that it was not written. */
    void tell(String whole) {
        told.add(whole);
    }

    /** The whole path of a field about which there is a finding; it need not be told that it was not written. */
    String report(String field) {
        String whole = path + field;
        told.add(whole);
        return whole;
    }

    boolean isTold(String field) {
        return told.contains(field);
    }

    private static String text(@Nullable Place rule) {
        return rule == null ? "" : rule.file() + ":" + rule.line();
    }

    /** True if any field of a record was written: {@code lines[2].responses[1]}. */
    boolean isTouched(String record) {
        String prefix = record + '.';
        return told.stream().anyMatch(field -> field.startsWith(prefix));
    }

    List<Lineage.Entry> entries() {
        return entries == null ? List.of() : List.copyOf(entries);
    }
}
