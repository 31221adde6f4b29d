package io.lading.mapping.binding;

import io.lading.document.Document;
import io.lading.document.FieldPath;
import io.lading.document.Moment;
import io.lading.document.Shape;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.Lookups;
import io.lading.syntax.SegmentSink;
import io.lading.yaml.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One transaction set being written: where to, by which tables, and what was found. For one use. */
final class Writing {
    final SegmentSink sink;
    final String release;
    final Lookups lookups;
    final String column;
    final List<Finding> findings = new ArrayList<>(0);
    final Trail trail;

    private final String setType;
    private String tag = "";
    /** The header is segment 1. */
    private int ordinal = 1;

    private boolean filled;
    /** How often each segment was written, so far as a rule wants to know. */
    private final Map<String, Integer> counts = new HashMap<>(2);

    final Document document;
    /** The record around the one that is being written. */
    Object around;
    /** The group that is being written; null outside any. */
    @Nullable
    Group group;

    /** Neighbours in a list that share a segment. */
    record Group(Object holder, int from, int to) {}

    Writing(
            Document document,
            SegmentSink sink,
            String setType,
            String release,
            Lookups lookups,
            String column,
            Trail trail) {
        this.document = document;
        this.around = document;
        this.sink = sink;
        this.setType = setType;
        this.release = release;
        this.lookups = lookups;
        this.column = column;
        this.trail = trail;
    }

    void begin(String segmentTag) {
        tag = segmentTag;
        ordinal++;
        filled = false;
        sink.begin(segmentTag);
    }

    void put(int element, int component, String value) {
        filled = true;
        sink.component(element, 1, component, value);
    }

    /** The document's. */
    @Nullable
    LocalDate day() {
        Moment issued = document.issued();
        return issued == null ? null : issued.date();
    }

    /** Has a segment counted from now on. */
    void watch(String segmentTag) {
        counts.put(segmentTag, 0);
    }

    int count(String segmentTag) {
        return counts.getOrDefault(segmentTag, 0);
    }

    /** Closes the segment; one that got no value is not written and not counted. */
    void end() {
        if (!filled) {
            ordinal--;
        } else if (!counts.isEmpty()) {
            counts.computeIfPresent(tag, (name, count) -> count + 1);
        }
        sink.end();
    }

    /** Tells the trail that a record is begun; {@code index} is -1 if it is not in a list. */
    void enter(@Nullable FieldPath field, int index) {
        trail.enter(index < 0 ? String.valueOf(field) : field + "[" + index + "]");
    }

    void leave() {
        trail.leave();
    }

    void trace(@Nullable Place rule, String field, int element, int component, String value) {
        trail.wrote(rule, field, tag, ordinal, element, component, value.length());
    }

    /** A field that a group's segment says for all its lines. */
    void traceShared(Object line, Shape.Field field) {
        Object value = field.get(line);
        if (value instanceof Record record) {
            Fields.of(record).forEach(below -> trace(null, field.name() + "." + below.path(), 1, 1, ""));
        } else if (value != null) {
            trace(null, field.name(), 1, 1, "");
        }
    }

    void report(FindingCode code, Severity severity, int element, String field, String expected, String found) {
        String whole = trail.report(field);
        // The bytes come later, and acknowledgements and people count segments.
        Position position =
                new Position(null, null, null, null, setType, tag, ordinal, element, 0, 0, whole, Position.NO_OFFSET);
        findings.add(new Finding(code, severity, Finding.Origin.MAP, position, expected, found));
    }
}
