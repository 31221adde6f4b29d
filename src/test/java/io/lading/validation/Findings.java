package io.lading.validation;

import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.Position;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import java.util.List;

/** Findings as lines that a test can show: {@code 3 PO1/2 (quantity ordered) byte 49: NUMBER_MALFORMED expected a number, found 1O}. */
final class Findings {

    private Findings() {}

    static List<String> lines(String text, Schema schema) {
        SegmentTable table = X12Text.table(text);
        return new Validator()
                        .validate(
                                new SetContext("test.edi", "000000001", "1"),
                                X12Text.header(table, schema.release()),
                                table,
                                schema)
                        .stream()
                        .map(Findings::line)
                        .toList();
    }

    private static String line(Finding finding) {
        return place(finding.position()) + " byte " + finding.position().offset() + ": " + finding.code()
                + (finding.origin() == Origin.OVERLAY ? " by the guide" : "") + " expected " + finding.expected()
                + (finding.found().isEmpty() ? "" : ", found " + finding.found());
    }

    private static String place(Position position) {
        StringBuilder out = new StringBuilder();
        out.append(position.segmentOrdinal()).append(' ').append(position.segment());
        if (position.element() > 0) {
            out.append('/').append(position.element());
            out.append(position.component() > 0 ? ":" + position.component() : "");
            out.append(position.repetition() > 0 ? "^" + position.repetition() : "");
            out.append(position.elementName() == null ? "" : " (" + position.elementName() + ")");
        }
        return out.toString();
    }
}
