package io.lading.validation;

import io.lading.interchange.Delimiters;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;

/** Makes a segment table out of segments as they stand in a test, so that rules can be tested without an envelope. */
public final class X12Text {
    private static final Delimiters DELIMITERS = Delimiters.X12_USUAL;

    private X12Text() {}

    /** Segments between ST and SE included, each ended by {@code ~}; blanks and line breaks before a tag do not count. */
    public static SegmentTable table(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return InterchangeReader.readSet(bytes, 0, bytes.length, 0, Standard.X12, DELIMITERS, "00501");
    }

    public static SetHeader header(SegmentTable table, String release) {
        return new SetHeader(table.text(0, 1), table.text(0, 2), table.text(0, 3), release, 1, table.offset(0));
    }
}
