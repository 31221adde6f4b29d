package io.lading.acknowledgement;

import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.ReceivedAcknowledgement.ElementNote;
import io.lading.acknowledgement.ReceivedAcknowledgement.SegmentNote;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads 997, 999 and TA1 that partners send. Takes what it can get: whether the acknowledgement keeps to its own rules is
 * the validator's question, and a faulty one must still be matched if it can be.
 */
public final class AcknowledgementReader {
    private final SegmentTable table;
    private int next = 1;

    private AcknowledgementReader(SegmentTable table) {
        this.table = table;
    }

    /** Reads a 997 or 999, header to trailer. */
    public static ReceivedAcknowledgement functional(SegmentTable set) {
        return new AcknowledgementReader(set).read();
    }

    /** Reads a TA1; the table holds that one segment. */
    public static InterchangeAcknowledgement interchange(SegmentTable ta1) {
        return new InterchangeAcknowledgement(
                ta1.text(0, 1), ta1.text(0, 2), ta1.text(0, 3), disposition(ta1.text(0, 4)), ta1.text(0, 5));
    }

    private ReceivedAcknowledgement read() {
        String functionalId = "";
        String groupControlNumber = "";
        List<AnsweredSet> sets = new ArrayList<>();
        int end = -1;
        while (next < table.segmentCount()) {
            switch (table.tagText(next)) {
                case "AK1" -> {
                    functionalId = table.text(next, 1);
                    groupControlNumber = table.text(next, 2);
                    next++;
                }
                case "AK2" -> sets.add(set());
                case "AK9" -> end = next++;
                default -> next++;
            }
        }
        String status = end < 0 ? "" : table.text(end, 1);
        return new ReceivedAcknowledgement(
                functionalId,
                groupControlNumber,
                status,
                disposition(status),
                count(end, 2),
                count(end, 3),
                count(end, 4),
                end < 0 ? List.of() : codes(end, 5),
                List.copyOf(sets));
    }

    private AnsweredSet set() {
        String type = table.text(next, 1);
        String controlNumber = table.text(next, 2);
        List<SegmentNote> segments = new ArrayList<>();
        next++;
        while (next < table.segmentCount()) {
            switch (table.tagText(next)) {
                case "AK3", "IK3" -> segments.add(segment());
                case "AK5", "IK5" -> {
                    int end = next++;
                    String status = table.text(end, 1);
                    return new AnsweredSet(
                            type, controlNumber, status, disposition(status), codes(end, 2), List.copyOf(segments));
                }
                case "AK2", "AK9" -> {
                    return withoutStatus(type, controlNumber, segments);
                }
                default -> next++;
            }
        }
        return withoutStatus(type, controlNumber, segments);
    }

    /** A set that is listed without a verdict counts as rejected until a person has looked at it. */
    private static AnsweredSet withoutStatus(String type, String controlNumber, List<SegmentNote> segments) {
        return new AnsweredSet(type, controlNumber, "", Disposition.REJECTED, List.of(), List.copyOf(segments));
    }

    private SegmentNote segment() {
        int at = next++;
        List<ElementNote> elements = new ArrayList<>();
        while (next < table.segmentCount()) {
            String tag = table.tagText(next);
            if (tag.equals("AK4") || tag.equals("IK4")) {
                elements.add(element(next));
            } else if (!tag.equals("CTX")) {
                break;
            }
            next++;
        }
        return new SegmentNote(
                table.text(at, 1), (int) count(at, 2), table.text(at, 3), codes(at, 4), List.copyOf(elements));
    }

    private ElementNote element(int segment) {
        return new ElementNote(
                place(segment, 1),
                place(segment, 2),
                place(segment, 3),
                table.text(segment, 2),
                table.text(segment, 3),
                table.text(segment, 4));
    }

    private int place(int segment, int component) {
        return (int) Math.max(0, number(table.text(segment, 1, 1, component)));
    }

    private List<String> codes(int segment, int firstElement) {
        List<String> codes = new ArrayList<>();
        for (int element = firstElement; element <= table.elementCount(segment); element++) {
            if (!table.text(segment, element).isEmpty()) {
                codes.add(table.text(segment, element));
            }
        }
        return List.copyOf(codes);
    }

    private long count(int segment, int element) {
        return segment < 0 ? -1 : number(table.text(segment, element));
    }

    private static long number(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(text) : -1;
    }

    /** M, W and X are rejections for reasons of security; a code that no release has is no acceptance. */
    private static Disposition disposition(String code) {
        return switch (code) {
            case "A" -> Disposition.ACCEPTED;
            case "E" -> Disposition.ACCEPTED_WITH_ERRORS;
            case "P" -> Disposition.PARTIALLY_ACCEPTED;
            default -> Disposition.REJECTED;
        };
    }
}
