package io.lading.console;

import io.lading.interchange.FindingForm;
import io.lading.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts X12 into segments and elements by the delimiters of its ISA; any other text into its lines. Single-threaded. */
final class SegmentLines {
    static final int ISA_LENGTH = 106;

    private static final int ELEMENT_AT = 3;
    private static final int COMPONENT_AT = 104;
    private static final int SEGMENT_AT = 105;
    private static final int MOST_LINES = 2_000;

    private final boolean x12;
    private final char element;
    private final char component;
    private final char segment;
    private final @Nullable Schema schema;
    private final List<FindingForm> findings;

    /**
     * @param header text that begins with the ISA, if it is X12
     * @param schema gives names to segments and elements
     * @param findings pinned to the segments they stand in
     */
    SegmentLines(String header, @Nullable Schema schema, List<FindingForm> findings) {
        this.x12 = header.startsWith("ISA") && header.length() >= ISA_LENGTH;
        this.element = x12 ? header.charAt(ELEMENT_AT) : 0;
        this.component = x12 ? header.charAt(COMPONENT_AT) : 0;
        this.segment = x12 ? header.charAt(SEGMENT_AT) : '\n';
        this.schema = schema;
        this.findings = findings;
    }

    /** @param ordinal from ST = 1; 0 outside of transaction sets and for other texts the line's number */
    public record Line(
            int ordinal, long offset, @Nullable String label, List<Part> parts, List<FindingForm> findings) {}

    /**
     * @param kind {@code tag}, {@code value}, {@code mark} or {@code bad}
     * @param title what it is, for the pointer
     */
    public record Part(String kind, String text, @Nullable String title) {}

    List<Line> of(String text, long offset) {
        List<Line> lines = new ArrayList<>();
        int at = 0;
        int ordinal = 0;
        while (at < text.length() && lines.size() < MOST_LINES) {
            if (x12) {
                at = skipBreaks(text, at);
            }
            int end = text.indexOf(segment, at);
            int stop = end < 0 ? text.length() : end;
            if (stop > at || !x12) {
                String line = text.substring(at, stop);
                ordinal = x12 ? ordinal(line, ordinal) : ordinal + 1;
                lines.add(x12 ? segment(line, ordinal, offset + at) : plain(line, ordinal, offset + at));
            }
            at = stop + 1;
        }
        return lines;
    }

    private static int skipBreaks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    private int ordinal(String line, int before) {
        if (line.startsWith("ST" + element)) {
            return 1;
        }
        boolean envelope = line.startsWith("ISA")
                || line.startsWith("GS" + element)
                || line.startsWith("GE" + element)
                || line.startsWith("IEA")
                || line.startsWith("TA1");
        return envelope || before == 0 ? 0 : before + 1;
    }

    private Line plain(String line, int ordinal, long offset) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        // Only offsets need a character a byte; what is shown is most probably UTF-8.
        String shown = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Line(ordinal, offset, null, List.of(new Part("value", shown, null)), pinned(offset, line.length()));
    }

    private Line segment(String line, int ordinal, long offset) {
        List<FindingForm> here = pinned(offset, line.length());
        List<Part> parts = new ArrayList<>();
        String[] elements = line.split(java.util.regex.Pattern.quote(String.valueOf(element)), -1);
        String tag = elements[0];
        parts.add(new Part("tag", tag, null));
        for (int i = 1; i < elements.length; i++) {
            parts.add(new Part("mark", String.valueOf(element), null));
            boolean isa = tag.equals("ISA");
            element(parts, tag, i, elements[i], isa, isBad(here, i));
        }
        parts.add(new Part("mark", String.valueOf(segment).strip(), null));
        return new Line(ordinal, offset, schema == null ? null : schema.segmentLabel(tag), parts, here);
    }

    private void element(List<Part> parts, String tag, int place, String text, boolean whole, boolean bad) {
        String title = title(tag, place, text);
        String kind = bad ? "bad" : "value";
        if (whole || text.indexOf(component) < 0) {
            parts.add(new Part(kind, text, title));
            return;
        }
        int from = 0;
        for (int at = text.indexOf(component); at >= 0; at = text.indexOf(component, from)) {
            parts.add(new Part(kind, text.substring(from, at), title));
            parts.add(new Part("mark", String.valueOf(component), null));
            from = at + 1;
        }
        parts.add(new Part(kind, text.substring(from), title));
    }

    /** {@code PO102 quantity ordered}, with a code's meaning. */
    private @Nullable String title(String tag, int place, String value) {
        String name = schema == null ? null : schema.elementName(tag, place);
        if (name == null) {
            return null;
        }
        String meaning = schema == null ? null : schema.codeLabel(tag, place, value);
        return tag + (place < 10 ? "0" : "") + place + " " + name + (meaning == null ? "" : ": " + meaning);
    }

    private static boolean isBad(List<FindingForm> here, int place) {
        return here.stream().anyMatch(finding -> finding.element() == place);
    }

    private List<FindingForm> pinned(long offset, int length) {
        return findings.stream()
                .filter(finding -> finding.offset() >= offset && finding.offset() <= offset + length)
                .toList();
    }
}
