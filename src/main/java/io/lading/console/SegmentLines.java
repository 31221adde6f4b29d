package io.lading.console;

import io.lading.interchange.FindingForm;
import io.lading.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts X12 and EDIFACT into segments and elements by their own delimiters; any other text into its lines. Single-threaded. */
final class SegmentLines {
    static final int ISA_LENGTH = 106;

    private static final int MOST_LINES = 2_000;
    private static final Set<String> ENVELOPE = Set.of("ISA", "GS", "GE", "IEA", "TA1", "UNB", "UNG", "UNE", "UNZ");

    private final SegmentMarks marks;
    private final @Nullable Schema schema;
    private final List<FindingForm> findings;

    /**
     * @param header text that begins with the ISA, UNA or UNB, if it is EDI
     * @param schema gives names to segments and elements
     * @param findings pinned to the segments they stand in
     */
    SegmentLines(String header, @Nullable Schema schema, List<FindingForm> findings) {
        this.marks = SegmentMarks.of(header);
        this.schema = schema;
        this.findings = findings;
    }

    /** @param ordinal from ST or UNH = 1; 0 outside of transaction sets and for other texts the line's number */
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
            if (marks.edi()) {
                at = skipBreaks(text, at);
            }
            int stop = text.startsWith("UNA", at) ? marks.endOfUna(text, at) : marks.next(text, marks.segment(), at);
            if (stop > at || !marks.edi()) {
                String line = text.substring(at, stop);
                ordinal = marks.edi() ? ordinal(line, ordinal) : ordinal + 1;
                lines.add(marks.edi() ? segment(line, ordinal, offset + at) : plain(line, ordinal, offset + at));
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
        String tag = line.substring(0, marks.next(line, marks.element(), 0));
        if (tag.equals("ST") || tag.equals("UNH")) {
            return 1;
        }
        boolean envelope = ENVELOPE.contains(tag) || tag.startsWith("UNA");
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
        List<String> elements = line.startsWith("UNA") ? List.of(line) : marks.split(line, marks.element());
        String tag = elements.get(0);
        parts.add(new Part("tag", tag, null));
        for (int i = 1; i < elements.size(); i++) {
            parts.add(new Part("mark", String.valueOf(marks.element()), null));
            boolean isa = tag.equals("ISA");
            element(parts, tag, i, elements.get(i), isa, isBad(here, i));
        }
        parts.add(new Part("mark", String.valueOf(marks.segment()).strip(), null));
        return new Line(ordinal, offset, schema == null ? null : schema.segmentLabel(tag), parts, here);
    }

    private void element(List<Part> parts, String tag, int place, String text, boolean whole, boolean bad) {
        String title = title(tag, place, text);
        String kind = bad ? "bad" : "value";
        List<String> components = whole ? List.of(text) : marks.split(text, marks.component());
        for (int i = 0; i < components.size(); i++) {
            if (i > 0) {
                parts.add(new Part("mark", String.valueOf(marks.component()), null));
            }
            parts.add(new Part(kind, components.get(i), title));
        }
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
