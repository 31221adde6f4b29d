package io.lading.acknowledgement;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;

/** Reads an 824 that a partner sends; takes what it can get, as whether it keeps to its own rules is the validator's question. */
public final class ApplicationAdviceReader {
    private final SegmentTable table;
    private int next = 1;

    private ApplicationAdviceReader(SegmentTable table) {
        this.table = table;
    }

    /** @param set header to trailer */
    public static ApplicationAdvice read(SegmentTable set) {
        return new ApplicationAdviceReader(set).read();
    }

    private ApplicationAdvice read() {
        int begin = table.find("BGN", 0);
        List<Verdict> verdicts = new ArrayList<>();
        while (next < table.segmentCount()) {
            if (table.tagText(next).equals("OTI")) {
                verdicts.add(verdict());
            } else {
                next++;
            }
        }
        return new ApplicationAdvice(text(begin, 2), text(begin, 3), text(begin, 4), List.copyOf(verdicts));
    }

    private String text(int segment, int element) {
        return segment < 0 ? "" : table.text(segment, element);
    }

    private Verdict verdict() {
        int at = next++;
        List<Problem> problems = new ArrayList<>();
        while (next < table.segmentCount() && !table.tagText(next).equals("OTI")) {
            if (table.tagText(next).equals("TED")) {
                problems.add(problem());
            } else {
                next++;
            }
        }
        return new Verdict(
                text(at, 1),
                text(at, 2),
                text(at, 3),
                text(at, 4),
                text(at, 5),
                text(at, 6),
                text(at, 7),
                text(at, 8),
                text(at, 9),
                text(at, 10),
                text(at, 11),
                List.copyOf(problems));
    }

    private Problem problem() {
        int at = next++;
        StringBuilder text = new StringBuilder(text(at, 2));
        while (next < table.segmentCount()) {
            String tag = table.tagText(next);
            if (tag.equals("NTE")) {
                text.append(text.isEmpty() ? "" : " ").append(table.text(next, 2));
            } else if (!tag.equals("CTX") && !tag.equals("RED")) {
                break;
            }
            next++;
        }
        return new Problem(
                text(at, 1),
                text.toString(),
                text(at, 3),
                number(text(at, 4)),
                number(table.text(at, 5, 1, 1)),
                number(table.text(at, 5, 1, 2)),
                text(at, 6),
                text(at, 7),
                text(at, 8));
    }

    private static int number(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : 0;
    }
}
