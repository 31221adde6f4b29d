package io.lading.mapping.registry;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.syntax.SegmentSink;
import io.lading.syntax.SegmentTable;

/** Segments as text to be read by people and compared by cases: one segment a line. For one use. */
final class SegmentText implements SegmentSink {
    /** A colon is more likely to stand in a text than {@code >}. */
    static final Delimiters DELIMITERS =
            new Delimiters((byte) '*', (byte) '>', (byte) '^', (byte) '~', Delimiters.NONE, (byte) '.');

    private final Delimiters delimiters;
    private final StringBuilder out = new StringBuilder();
    private int segmentStart;
    private int element;
    private int repetition;
    private int component;
    private boolean filled;

    SegmentText(Standard standard) {
        delimiters = of(standard);
    }

    static Delimiters of(Standard standard) {
        return standard == Standard.X12 ? DELIMITERS : Delimiters.EDIFACT_DEFAULT;
    }

    /** The segments between header and trailer. */
    static String of(SegmentTable set, Standard standard) {
        SegmentText text = new SegmentText(standard);
        int end = EdiSource.contentEnd(set);
        for (int segment = 1; segment < end; segment++) {
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
            out.append((char) delimiters.element());
            element++;
            repetition = 1;
            component = 1;
        }
        while (repetition < toRepetition) {
            out.append((char) delimiters.repetition());
            repetition++;
            component = 1;
        }
        while (component < toComponent) {
            out.append((char) delimiters.component());
            component++;
        }
        append(value);
        filled = true;
    }

    /** EDIFACT has a character that takes the meaning from the next one; X12 has none, and its cases need none. */
    private void append(String value) {
        if (delimiters.release() == Delimiters.NONE) {
            out.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean service = c == delimiters.element()
                    || c == delimiters.component()
                    || c == delimiters.segment()
                    || c == delimiters.release();
            out.append(service ? "?" : "").append(c);
        }
    }

    @Override
    public void end() {
        if (!filled) {
            out.setLength(segmentStart);
            return;
        }
        out.append((char) delimiters.segment()).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
