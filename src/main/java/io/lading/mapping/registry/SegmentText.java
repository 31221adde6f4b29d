package io.lading.mapping.registry;

import io.lading.interchange.Delimiters;
import io.lading.syntax.SegmentSink;
import io.lading.syntax.SegmentTable;

/** Segments as text to be read by people and compared by cases: one segment a line. For one use. */
final class SegmentText implements SegmentSink {
    /** A colon is more likely to stand in a text than {@code >}. */
    static final Delimiters DELIMITERS =
            new Delimiters((byte) '*', (byte) '>', (byte) '^', (byte) '~', Delimiters.NONE, (byte) '.');

    private final StringBuilder out = new StringBuilder();
    private int segmentStart;
    private int element;
    private int repetition;
    private int component;
    private boolean filled;

    /** The segments between header and trailer. */
    static String of(SegmentTable set) {
        SegmentText text = new SegmentText();
        for (int segment = 1; segment < set.segmentCount() - 1; segment++) {
            text.begin(set.tagText(segment));
            for (int token = set.tokensBegin(segment); token < set.tokensEnd(segment); token++) {
                if (!set.isEmpty(token)) {
                    text.component(
                            set.elementOf(token), set.repetitionOf(token), set.componentOf(token), set.text(token));
                }
            }
            text.end();
        }
        return text.toString();
    }

    @Override
    public void begin(String tag) {
        segmentStart = out.length();
        out.append(tag);
        element = 0;
        filled = false;
    }

    @Override
    public void component(int toElement, int toRepetition, int toComponent, String value) {
        while (element < toElement) {
            out.append((char) DELIMITERS.element());
            element++;
            repetition = 1;
            component = 1;
        }
        while (repetition < toRepetition) {
            out.append((char) DELIMITERS.repetition());
            repetition++;
            component = 1;
        }
        while (component < toComponent) {
            out.append((char) DELIMITERS.component());
            component++;
        }
        out.append(value);
        filled = true;
    }

    @Override
    public void end() {
        if (!filled) {
            out.setLength(segmentStart);
            return;
        }
        out.append((char) DELIMITERS.segment()).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
