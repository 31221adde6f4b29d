package io.lading.acknowledgement;

import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.ReceivedAcknowledgement.ElementNote;
import io.lading.acknowledgement.ReceivedAcknowledgement.SegmentNote;
import io.lading.acknowledgement.ReceivedSyntaxReport.AnsweredGroup;
import io.lading.acknowledgement.ReceivedSyntaxReport.Verdict;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CONTRL that partners send. Takes what it can get: whether the report keeps to its own rules is the validator's
 * question, and a faulty one must still be matched if it can be.
 */
public final class SyntaxReportReader {
    private final SegmentTable table;
    private int next = 1;

    private SyntaxReportReader(SegmentTable table) {
        this.table = table;
    }

    /** Reads a CONTRL, header to trailer. */
    public static ReceivedSyntaxReport read(SegmentTable message) {
        return new SyntaxReportReader(message).read();
    }

    private ReceivedSyntaxReport read() {
        String reference = "";
        String action = "";
        String error = "";
        List<AnsweredGroup> groups = new ArrayList<>();
        List<AnsweredSet> sets = new ArrayList<>();
        while (next < table.segmentCount()) {
            switch (table.tagText(next)) {
                case "UCI" -> {
                    reference = table.text(next, 1);
                    action = table.text(next, 4);
                    error = table.text(next, 5);
                    next++;
                }
                case "UCF" -> groups.add(group());
                case "UCM" -> sets.add(set());
                default -> next++;
            }
        }
        return new ReceivedSyntaxReport(
                reference, action, Verdict.of(action), error, List.copyOf(groups), List.copyOf(sets));
    }

    private AnsweredGroup group() {
        int at = next++;
        List<AnsweredSet> sets = new ArrayList<>();
        while (next < table.segmentCount() && table.tagText(next).equals("UCM")) {
            sets.add(set());
        }
        return new AnsweredGroup(
                table.text(at, 1), Verdict.of(table.text(at, 4)), table.text(at, 5), List.copyOf(sets));
    }

    private AnsweredSet set() {
        int at = next++;
        List<SegmentNote> segments = new ArrayList<>();
        while (next < table.segmentCount() && table.tagText(next).equals("UCS")) {
            segments.add(segment());
        }
        String action = table.text(at, 3);
        Disposition disposition = Verdict.of(action) == Verdict.REJECTED ? Disposition.REJECTED : Disposition.ACCEPTED;
        return new AnsweredSet(
                table.text(at, 2), table.text(at, 1), action, disposition, code(at, 4), List.copyOf(segments));
    }

    private SegmentNote segment() {
        int at = next++;
        List<ElementNote> elements = new ArrayList<>();
        while (next < table.segmentCount() && table.tagText(next).equals("UCD")) {
            elements.add(element(next++));
        }
        return new SegmentNote("", number(table.text(at, 1)), "", code(at, 2), List.copyOf(elements));
    }

    private ElementNote element(int segment) {
        return new ElementNote(
                Math.max(0, number(table.text(segment, 2)) - SyntaxReport.TAG),
                number(table.text(segment, 2, 1, 2)),
                number(table.text(segment, 2, 1, 3)),
                "",
                table.text(segment, 1),
                "");
    }

    private List<String> code(int segment, int element) {
        String code = table.text(segment, element);
        return code.isEmpty() ? List.of() : List.of(code);
    }

    private static int number(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : 0;
    }
}
