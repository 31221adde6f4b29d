package io.lading.validation;

import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.schema.ElementRule;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the findings of one set and knows how to say where they are. Never on the hot path. */
final class FindingList {
    private final List<Finding> list = new ArrayList<>();
    private SetContext context = new SetContext(null, null, null);
    private @Nullable SetHeader set;
    private SegmentTable table = new SegmentTable();

    void begin(SetContext where, SetHeader header, SegmentTable segments) {
        list.clear();
        context = where;
        set = header;
        table = segments;
    }

    /** What was found, in the order of the segments; the list is the caller's. */
    List<Finding> take() {
        if (list.isEmpty()) {
            return List.of();
        }
        list.sort(Comparator.comparingInt(finding -> finding.position().segmentOrdinal()));
        return List.copyOf(list);
    }

    /** A finding about a whole segment. */
    void segment(FindingCode code, Origin origin, int segment, String expected) {
        String tag = table.tagText(segment);
        Position position = position(tag, segment, 0, 0, 0, null, table.offset(segment));
        add(new Finding(code, Severity.ERROR, origin, position, expected, tag));
    }

    void emptySegment(int segment) {
        String tag = table.tagText(segment);
        Position position = position(tag, segment, 0, 0, 0, null, table.offset(segment));
        add(Finding.error(FindingCode.SEGMENT_EMPTY, position, "a segment with data", tag));
    }

    /** A mandatory segment that should have come before another. The position is the place it should have had. */
    Finding missingSegment(String tag, Origin origin, int before, String expected) {
        long offset = before < table.segmentCount() ? table.offset(before) : table.endOffset(before - 1);
        Position position = position(tag, before, 0, 0, 0, null, offset);
        Finding finding = new Finding(FindingCode.SEGMENT_MISSING, Severity.ERROR, origin, position, expected, "");
        add(finding);
        return finding;
    }

    /** What is wrong with the beginning of a set was said with its first part. */
    private void add(Finding finding) {
        int lead = table.leadCount();
        if (lead > 0 && finding.position().segmentOrdinal() <= lead) {
            return;
        }
        if (list.size() < Validator.MOST_FINDINGS) {
            list.add(finding);
        }
    }

    void remove(Finding finding) {
        list.remove(finding);
    }

    /** A finding about a value that was sent. */
    void value(FindingCode code, Origin origin, int segment, int token, @Nullable ElementRule rule, String expected) {
        value(code, Severity.ERROR, origin, segment, token, rule, expected);
    }

    void value(
            FindingCode code,
            Severity severity,
            Origin origin,
            int segment,
            int token,
            @Nullable ElementRule rule,
            String expected) {
        int repetition = repeats(segment, token) ? table.repetitionOf(token) : 0;
        int component = hasComponents(segment, token) ? table.componentOf(token) : 0;
        Position position = position(
                table.tagText(segment),
                segment,
                table.elementOf(token),
                component,
                repetition,
                rule == null ? null : rule.label(),
                table.tokenOffset(token));
        add(new Finding(code, severity, origin, position, expected, table.text(token)));
    }

    /** A finding about an element or component that was not sent. */
    void absent(
            FindingCode code, Origin origin, int segment, Place place, @Nullable ElementRule rule, String expected) {
        Position position = position(
                table.tagText(segment),
                segment,
                place.element(),
                place.component(),
                place.repetition(),
                rule == null ? null : rule.label(),
                place.offset());
        add(new Finding(code, Severity.ERROR, origin, position, expected, ""));
    }

    /** Where something should have stood. */
    record Place(int element, int component, int repetition, long offset) {}

    private boolean repeats(int segment, int token) {
        int element = table.elementOf(token);
        return table.token(segment, element, 2, 1) >= 0;
    }

    private boolean hasComponents(int segment, int token) {
        int element = table.elementOf(token);
        int repetition = table.repetitionOf(token);
        return table.token(segment, element, repetition, 2) >= 0;
    }

    /** Of a segment of the table, or of the one that comes next. */
    private int ordinal(int segment) {
        return segment < table.segmentCount() ? table.ordinal(segment) : table.nextOrdinal();
    }

    private Position position(
            String tag, int segment, int element, int component, int repetition, @Nullable String name, long offset) {
        return new Position(
                context.file(),
                context.interchange(),
                context.group(),
                set == null ? null : set.controlNumber(),
                set == null ? null : set.type(),
                tag,
                ordinal(segment),
                element,
                component,
                repetition,
                name,
                offset);
    }
}
