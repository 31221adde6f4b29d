package io.lading.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Segments kept to be written later, when control numbers and delimiters are known. Filled by one thread, then read by
 * any number.
 */
public final class SegmentRecording implements SegmentSink {

    private record Value(int element, int repetition, int component, String text) {}

    private record Segment(String tag, List<Value> values) {}

    private final List<Segment> segments = new ArrayList<>();
    private List<Value> open = new ArrayList<>();

    @Override
    public void begin(String tag) {
        open = new ArrayList<>();
        segments.add(new Segment(tag, open));
    }

    @Override
    public void component(int element, int repetition, int component, String value) {
        open.add(new Value(element, repetition, component, value));
    }

    @Override
    public void end() {
        open = new ArrayList<>();
    }

    /** About as many characters as it takes when written: tags, values, and a separator for each. */
    public long length() {
        long length = 0;
        for (Segment segment : segments) {
            length += segment.tag().length() + 1L;
            for (Value value : segment.values()) {
                length += value.text().length() + 1L;
            }
        }
        return length;
    }

    /** Gives everything to another sink, in order. */
    public void replay(SegmentSink sink) {
        for (Segment segment : segments) {
            sink.begin(segment.tag());
            segment.values()
                    .forEach(value ->
                            sink.component(value.element(), value.repetition(), value.component(), value.text()));
            sink.end();
        }
    }
}
