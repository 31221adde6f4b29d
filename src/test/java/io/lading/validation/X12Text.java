package io.lading.validation;

import io.lading.interchange.Delimiters;
import io.lading.interchange.SetHeader;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;

/** Makes a segment table out of segments as they stand in a test, so that rules can be tested without an envelope. */
public final class X12Text {
    private static final Delimiters DELIMITERS = Delimiters.X12_USUAL;

    private X12Text() {}

    /** Segments between ST and SE included, each ended by {@code ~}; blanks and line breaks before a tag do not count. */
    public static SegmentTable table(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        SegmentTable table = new SegmentTable();
        table.begin(bytes, 0, DELIMITERS, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < bytes.length) {
            while (start < bytes.length && Character.isWhitespace(bytes[start])) {
                start++;
            }
            if (start < bytes.length) {
                start = segment(table, bytes, start) + 1;
            }
        }
        return table;
    }

    public static SetHeader header(SegmentTable table, String release) {
        return new SetHeader(table.text(0, 1), table.text(0, 2), table.text(0, 3), release, 1, table.offset(0));
    }

    private static int segment(SegmentTable table, byte[] bytes, int start) {
        int i = start;
        while (bytes[i] != DELIMITERS.element() && bytes[i] != DELIMITERS.segment()) {
            i++;
        }
        table.beginSegment(start, i);
        int element = 0;
        int repetition = 1;
        int component = 1;
        while (bytes[i] != DELIMITERS.segment()) {
            if (bytes[i] == DELIMITERS.element()) {
                element++;
                repetition = 1;
                component = 1;
            } else if (bytes[i] == DELIMITERS.repetition()) {
                repetition++;
                component = 1;
            } else {
                component++;
            }
            int from = ++i;
            while (!isDelimiter(bytes[i])) {
                i++;
            }
            table.addToken(from, i, element, repetition, component);
        }
        table.endSegment(i);
        return i;
    }

    private static boolean isDelimiter(byte b) {
        return b == DELIMITERS.element()
                || b == DELIMITERS.repetition()
                || b == DELIMITERS.component()
                || b == DELIMITERS.segment();
    }
}
