package io.lading.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is read and written again without a change has the same bytes, but for what stands between segments. */
class CopyTest {
    /** Findings about bytes that belong to no interchange, and about segments that have no place. */
    private static final Set<FindingCode> LEFT_OUT = Set.of(
            FindingCode.DATA_BETWEEN_INTERCHANGES,
            FindingCode.SEGMENT_UNEXPECTED,
            FindingCode.SEGMENT_EMPTY,
            FindingCode.LINES_WRAPPED,
            FindingCode.TRUNCATED,
            FindingCode.NOT_EDI);

    @TestFactory
    Stream<DynamicTest> writesTheCorpusAsItWasRead() throws IOException {
        return CorpusTest.samples().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.file().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(sample.file());
                    boolean serviceRequests = new String(bytes, StandardCharsets.ISO_8859_1).contains("ISB*");
                    Reading reading = Feed.WHOLE.read(bytes);
                    if (reading.interchanges.isEmpty()
                            || reading.codes().stream().anyMatch(LEFT_OUT::contains)
                            || serviceRequests) {
                        return;
                    }
                    CopyWriter copy = new CopyWriter();
                    InterchangeReader.read(bytes, ReaderOptions.strict("test.edi"), copy);
                    assertThat(text(copy.toByteArray())).isEqualTo(text(withoutBreaks(bytes, reading)));
                }));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** An independent way to take the blanks between segments away: cut at the terminator, strip the front, join. */
    private static byte[] withoutBreaks(byte[] bytes, Reading reading) {
        String text = text(bytes).replaceFirst("^\u00EF\u00BB\u00BF", "");
        boolean unicode = text.contains("\u00E2\u0080\u00A6");
        String terminator = unicode
                ? "\u00E2\u0080\u00A6"
                : String.valueOf(
                        (char) (reading.interchanges.get(0).delimiters().segment() & 0xFF));
        byte release = reading.interchanges.get(0).delimiters().release();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder open = new StringBuilder();
        for (String segment : text.split(java.util.regex.Pattern.quote(terminator), -1)) {
            open.append(open.isEmpty() ? segment.stripLeading() : segment);
            // UNA ends with its terminator, whatever stands before that.
            boolean released = isReleased(open, release) && !open.toString().startsWith("UNA");
            if (!open.isEmpty()) {
                open.append(terminator);
            }
            if (!released) {
                out.writeBytes(open.toString().getBytes(StandardCharsets.ISO_8859_1));
                open.setLength(0);
            }
        }
        return out.toByteArray();
    }

    private static boolean isReleased(StringBuilder text, byte release) {
        int at = text.length();
        while (release != 0 && at > 0 && text.charAt(at - 1) == release) {
            at--;
        }
        return (text.length() - at) % 2 == 1;
    }
}
