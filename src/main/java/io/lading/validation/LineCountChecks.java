package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the number of lines that a document states with the lines it has: CTT01 of X12, CNT with qualifier 2 of EDIFACT. A
 * warning, as elsewhere: partners count otherwise, and a wrong count alone loses nobody an order. Levels of HL are counted by
 * {@link HierarchyChecks}. Single-threaded.
 */
final class LineCountChecks {
    private static final int CTT = SegmentTable.packTag("CTT");
    private static final int CNT = SegmentTable.packTag("CNT");
    private static final int LIN = SegmentTable.packTag("LIN");
    /** What a line of each set begins with. The 852 is left out: it counts lines or reports, as its sender likes. */
    private static final Map<String, Integer> LINES = Map.ofEntries(
            Map.entry("810", SegmentTable.packTag("IT1")),
            Map.entry("830", LIN),
            Map.entry("832", LIN),
            Map.entry("840", SegmentTable.packTag("PO1")),
            Map.entry("843", SegmentTable.packTag("PO1")),
            Map.entry("846", LIN),
            Map.entry("850", SegmentTable.packTag("PO1")),
            Map.entry("855", SegmentTable.packTag("PO1")),
            Map.entry("860", SegmentTable.packTag("POC")),
            Map.entry("861", SegmentTable.packTag("RCD")),
            Map.entry("862", LIN),
            Map.entry("865", SegmentTable.packTag("POC")),
            Map.entry("867", LIN));
    /** 6069: number of line items in the message. */
    private static final String NUMBER_OF_LINES = "2";
    /** LIN C829 5495: the line is a sub-line, which some count and some do not. */
    private static final int SUB_LINE = 4;

    private static final int MOST_DIGITS = 9;

    private final FindingList findings;
    private final HashTotalChecks hashes;

    LineCountChecks(FindingList findings) {
        this.findings = findings;
        this.hashes = new HashTotalChecks(findings);
    }

    /** @param segments a whole set; the last part of one does not know how many lines came before it */
    void check(Schema schema, SegmentTable segments) {
        if (segments.leadCount() > 0) {
            return;
        }
        int last = segments.segmentCount() - 1;
        boolean edifact = schema.standard() == Standard.EDIFACT;
        int total = edifact ? CNT : CTT;
        // Totals stand at the end, so that a set without any costs a look at its last segments only.
        for (int i = last; i > 0 && i > last - 20; i--) {
            if (segments.tag(i) != total) {
                continue;
            }
            if (edifact) {
                checkMessage(schema, segments, i);
            } else {
                checkSet(schema, segments, i);
                hashes.check(schema, segments, i);
            }
        }
    }

    private void checkSet(Schema schema, SegmentTable segments, int total) {
        Integer line = LINES.get(schema.setType());
        if (line == null) {
            return;
        }
        compare(schema, segments, total, 1, line, false);
    }

    private void checkMessage(Schema schema, SegmentTable segments, int total) {
        // From D.96B on a DELFOR may have its lines in two places, and its count is of articles.
        boolean counts = schema.tagIndex(LIN) != 0 && !isLaterForecast(schema);
        if (counts && segments.text(total, 1).equals(NUMBER_OF_LINES)) {
            compare(schema, segments, total, 2, LIN, true);
        }
    }

    private static boolean isLaterForecast(Schema schema) {
        String release = schema.release();
        return schema.setType().equals("DELFOR") && !release.equals("d93a") && !release.equals("d96a");
    }

    private static int count(SegmentTable segments, int end, int tag, boolean onlyMain) {
        int count = 0;
        for (int i = 1; i < end; i++) {
            boolean counted = segments.tag(i) == tag
                    && !(onlyMain && segments.text(i, SUB_LINE).equals("1"));
            count += counted ? 1 : 0;
        }
        return count;
    }

    /** @param subLines whether lines may be sub-lines, which some senders count and some do not */
    private void compare(Schema schema, SegmentTable segments, int total, int component, int line, boolean subLines) {
        int token = segments.token(total, 1, 1, component);
        long stated = token < 0 ? -1 : number(segments, token);
        int counted = stated < 0 ? 0 : count(segments, total, line, false);
        if (stated < 0 || stated == counted || (subLines && stated == count(segments, total, line, true))) {
            return;
        }
        // A line behind the total is told as one in the wrong place; who counted it as well made no second fault.
        if (stated > counted && stated == count(segments, segments.segmentCount(), line, false)) {
            return;
        }
        findings.value(
                FindingCode.COUNT_MISMATCH,
                Severity.WARNING,
                Origin.STANDARD,
                total,
                token,
                rule(schema, segments.tagText(total), component),
                String.valueOf(counted));
    }

    private static @Nullable ElementRule rule(Schema schema, String tag, int component) {
        LayoutRule layout = schema.layout(tag);
        ElementRule element = layout == null ? null : layout.element(1);
        LayoutRule components = element == null ? null : element.components();
        return components == null ? element : components.element(component);
    }

    /** A short number without a sign; -1 if it is none, which is told elsewhere. */
    private static long number(SegmentTable segments, int token) {
        int begin = TokenValue.start(segments, token);
        int end = TokenValue.end(segments, token);
        byte[] bytes = TokenValue.bytes(segments, token);
        long number = begin == end || end - begin > MOST_DIGITS ? -1 : 0;
        for (int i = begin; i < end && number >= 0; i++) {
            int digit = bytes[i] - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }
}
