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
import io.lading.mapping.sound.PendingSegment;
import io.lading.mapping.sound.PendingSegment.Trace;
import io.lading.mapping.sound.SetWalk;
import io.lading.schema.Schema;
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

    private final PendingSegment segment = new PendingSegment();
    /** True between the beginning and the end of a segment. */
    private boolean open;
    /** What the segment is written by; null for those of a hierarchy. */
    @Nullable
    private SegmentRule rule;
    /** What it is written from. */
    @Nullable
    private Object record;
    /** Null where no schema of the release is known. */
    private final @Nullable Soundness soundness;
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
            Trail trail,
            @Nullable Schema schema,
            MissingFacts facts) {
        this.document = document;
        this.around = document;
        this.sink = sink;
        this.setType = setType;
        this.release = release;
        this.lookups = lookups;
        this.column = column;
        this.trail = trail;
        this.soundness = schema == null ? null : new Soundness(this, segment, new SetWalk(schema), facts);
    }

    void begin(String segmentTag) {
        begin(segmentTag, null, null);
    }

    void begin(String segmentTag, @Nullable SegmentRule by, @Nullable Object from) {
        tag = segmentTag;
        rule = by;
        record = from;
        ordinal++;
        open = true;
        segment.begin(segmentTag);
    }

    void put(int element, int component, String value) {
        segment.put(element, component, value);
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

    /** What became of a segment. */
    enum Ended {
        WRITTEN,
        /** It got no value. */
        EMPTY,
        /** It cannot stand there, which is told; nor can what belongs to it. */
        LEFT_OUT
    }

    /** Closes the segment; only one that is written is counted. */
    Ended end() {
        Ended ended = ended();
        if (ended == Ended.WRITTEN) {
            segment.write(sink);
            for (Trace trace : segment.traces()) {
                trail.wrote(trace, tag, ordinal);
            }
            counts.computeIfPresent(tag, (name, count) -> count + 1);
        } else {
            ordinal--;
        }
        open = false;
        return ended;
    }

    private Ended ended() {
        if (soundness == null) {
            return segment.isEmpty() ? Ended.EMPTY : Ended.WRITTEN;
        }
        if (segment.isEmpty() && rule != null && record != null && !soundness.begins(rule, record)) {
            return Ended.LEFT_OUT;
        }
        if (segment.isEmpty()) {
            return Ended.EMPTY;
        }
        return soundness.settle(rule, record) ? Ended.WRITTEN : Ended.LEFT_OUT;
    }

    /** Closes the set: tells what is missing at its end. */
    void close() {
        if (soundness != null) {
            soundness.end();
        }
    }

    /** Tells the trail that a record is begun; {@code index} is -1 if it is not in a list. */
    void enter(@Nullable FieldPath field, int index) {
        trail.enter(index < 0 ? String.valueOf(field) : field + "[" + index + "]");
    }

    void leave() {
        trail.leave();
    }

    void trace(@Nullable Place by, String field, int element, int component, String value) {
        Trace trace = new Trace(by, trail.whole(field), element, component, value.length());
        if (open) {
            segment.trace(trace);
        } else {
            trail.wrote(trace, tag, ordinal);
        }
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

    /**
     * A number for a line that has none: its place in its list, counted in the agreed step, or the next that is free. Null if
     * the record is in no list of the document or of the record around.
     */
    @Nullable
    String freeNumber(Object line) {
        List<?> list = LineNumbers.listOf(line, document, around);
        return list == null
                ? null
                : LineNumbers.free(list, line, lookups.defaults().lineNumbers());
    }

    /** A fact without which a mandatory segment cannot be written. */
    void reportMissing(String missing, String field, String label) {
        Position position =
                new Position(null, null, null, null, setType, missing, ordinal, 0, 0, 0, field, Position.NO_OFFSET);
        trail.tell(field);
        findings.add(new Finding(
                FindingCode.FIELD_MISSING,
                Severity.ERROR,
                Finding.Origin.MAP,
                position,
                "a value for " + field + ", for " + missing + " (" + label + ") is mandatory in " + setType,
                ""));
    }

    void report(FindingCode code, Severity severity, int element, String field, String expected, String found) {
        reportWhole(code, severity, element, trail.report(field), expected, found);
    }

    /** @param whole the path from the document down; null if the finding is about no field */
    void reportWhole(
            FindingCode code, Severity severity, int element, @Nullable String whole, String expected, String found) {
        if (whole != null) {
            trail.tell(whole);
        }
        // The bytes come later, and acknowledgements and people count segments.
        Position position =
                new Position(null, null, null, null, setType, tag, ordinal, element, 0, 0, whole, Position.NO_OFFSET);
        findings.add(new Finding(code, severity, Finding.Origin.MAP, position, expected, found));
    }
}
