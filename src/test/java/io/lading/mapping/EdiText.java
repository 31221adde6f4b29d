package io.lading.mapping;

import io.lading.interchange.Delimiters;
import io.lading.syntax.SegmentSink;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** EDI as it stands in tests: one segment a line or all in one, {@code ~} at the end of each. */
public final class EdiText {
    private static final char COMPONENT = '>';

    private EdiText() {}

    /** The segments of one transaction set, header to trailer, as a reader would hand them over. */
    public static SegmentTable table(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Delimiters delimiters =
                new Delimiters((byte) '*', (byte) COMPONENT, (byte) '^', (byte) '~', (byte) 0, (byte) '.');
        SegmentTable table = new SegmentTable();
        table.begin(bytes, 0, delimiters, StandardCharsets.ISO_8859_1);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '~') {
                addSegment(table, bytes, start, i);
                start = i + 1;
                while (start < bytes.length && bytes[start] <= ' ') {
                    start++;
                }
                i = start - 1;
            }
        }
        return table;
    }

    private static void addSegment(SegmentTable table, byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != '*') {
            at++;
        }
        table.beginSegment(start, at);
        int element = 0;
        while (at < end) {
            element++;
            int component = 1;
            int valueStart = ++at;
            while (at < end && bytes[at] != '*') {
                if (bytes[at] == COMPONENT) {
                    table.addToken(valueStart, at, element, 1, component++);
                    valueStart = at + 1;
                }
                at++;
            }
            table.addToken(valueStart, at, element, 1, component);
        }
        table.endSegment(end);
    }

    /** Collects what a map writes, one segment a line. */
    public static final class Lines implements SegmentSink {
        private final StringBuilder out = new StringBuilder();
        private final TreeMap<Integer, TreeMap<Integer, String>> elements = new TreeMap<>();
        private String tag = "";

        @Override
        public void begin(String name) {
            tag = name;
            elements.clear();
        }

        @Override
        public void component(int element, int repetition, int component, String value) {
            elements.computeIfAbsent(element, e -> new TreeMap<>()).put(component, value);
        }

        @Override
        public void end() {
            if (elements.isEmpty()) {
                return;
            }
            out.append(tag);
            for (int i = 1; i <= elements.lastKey(); i++) {
                out.append('*');
                TreeMap<Integer, String> components = elements.getOrDefault(i, new TreeMap<>());
                for (int j = 1; !components.isEmpty() && j <= components.lastKey(); j++) {
                    out.append(j > 1 ? String.valueOf(COMPONENT) : "").append(components.getOrDefault(j, ""));
                }
            }
            out.append("~\n");
        }

        @Override
        public String toString() {
            return out.toString();
        }
    }
}
