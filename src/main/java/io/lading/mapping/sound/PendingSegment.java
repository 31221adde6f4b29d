package io.lading.mapping.sound;

import io.lading.syntax.SegmentSink;
import io.lading.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A segment that is not written yet: its values, and the fields they say. Used again for segment after segment. */
public final class PendingSegment {
    private String tag = "";
    private final List<Value> values = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();

    /** One component of an element, both from 1. */
    public record Value(int element, int component, String text) {}

    /**
     * A field that a value says.
     *
     * @param rule where the rule stands; null if none does
     * @param field the whole path
     */
    public record Trace(@Nullable Place rule, String field, int element, int component, int length) {}

    /** Forgets the last one. */
    public void begin(String newTag) {
        tag = newTag;
        values.clear();
        traces.clear();
    }

    public String tag() {
        return tag;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** In ascending order of element and component, as they were put. */
    public List<Value> values() {
        return values;
    }

    public List<Trace> traces() {
        return traces;
    }

    public void put(int element, int component, String text) {
        values.add(new Value(element, component, text));
    }

    /** Puts a value between those that are there. */
    public void supply(int element, int component, String text) {
        int at = 0;
        while (at < values.size()
                && (values.get(at).element() < element
                        || (values.get(at).element() == element
                                && values.get(at).component() < component))) {
            at++;
        }
        values.add(at, new Value(element, component, text));
    }

    public void trace(Trace trace) {
        traces.add(trace);
    }

    /** Takes a value out, with what it said. */
    public void remove(Value value) {
        values.remove(value);
        traces.removeIf(at -> at.element() == value.element() && at.component() == value.component());
    }

    /** Takes an element out, or one that something is true of. */
    void removeIf(Predicate<Value> condition) {
        for (Value value : List.copyOf(values)) {
            if (condition.test(value)) {
                remove(value);
            }
        }
    }

    /** The field that a place says; null if none does. */
    public @Nullable String fieldAt(int element, int component) {
        String ofElement = null;
        for (Trace trace : traces) {
            if (trace.element() == element && trace.component() == component) {
                return trace.field();
            }
            ofElement = trace.element() == element && ofElement == null ? trace.field() : ofElement;
        }
        return ofElement;
    }

    /** The elements that hold something, as bits, element 1 in bit 0. */
    long present() {
        long bits = 0;
        for (Value value : values) {
            bits |= value.text().isEmpty() ? 0 : 1L << (value.element() - 1);
        }
        return bits;
    }

    /** The components of an element that hold something. */
    long present(int element) {
        long bits = 0;
        for (Value value : values) {
            boolean there = value.element() == element && !value.text().isEmpty();
            bits |= there ? 1L << (value.component() - 1) : 0;
        }
        return bits;
    }

    /** Hands the values on. */
    public void write(SegmentSink sink) {
        sink.begin(tag);
        for (Value value : values) {
            sink.component(value.element(), 1, value.component(), value.text());
        }
        sink.end();
    }
}
