package io.lading.acknowledgement;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an APERAK that a partner sends as what an 824 would have said: BGM has the verdict, each RFF in the header names a
 * document or message it is about, each ERC is one problem. Takes what it can get, as the reader of 824 does.
 */
public final class ErrorMessageReader {
    /** UNH 0065. */
    public static final String MESSAGE_TYPE = "APERAK";

    /** RFF 1153: the message it answers; 1154 its interchange, 1156 (or 4000, if longer) its reference in there. */
    static final String PREVIOUS_MESSAGE = "ACW";

    /** BGM 1001: an error message. */
    private static final String ERROR = "313";
    /** BGM 1225: not accepted. */
    private static final String NOT_ACCEPTED = "27";

    private final SegmentTable table;
    private final String code;
    private final List<Problem> problems = new ArrayList<>();

    private ErrorMessageReader(SegmentTable table) {
        this.table = table;
        this.code = code(table);
    }

    /** @param message header to trailer */
    public static ApplicationAdvice read(SegmentTable message) {
        return new ErrorMessageReader(message).read();
    }

    private static String code(SegmentTable table) {
        int begin = table.find("BGM", 0);
        boolean refused = begin >= 0
                && (table.text(begin, 3).equals(NOT_ACCEPTED)
                        || table.text(begin, 1, 1, 1).equals(ERROR));
        if (refused) {
            return "TR";
        }
        return table.find("ERC", 0) >= 0 ? "TE" : "TA";
    }

    private ApplicationAdvice read() {
        int begin = table.find("BGM", 0);
        List<Integer> references = new ArrayList<>();
        String date = "";
        int next = 1;
        while (next < table.segmentCount() && !table.tagText(next).equals("ERC")) {
            if (table.tagText(next).equals("RFF")) {
                references.add(next);
            } else if (table.tagText(next).equals("DTM")
                    && table.text(next, 1, 1, 1).equals("137")) {
                date = table.text(next, 1, 1, 2);
            }
            next++;
        }
        while (next < table.segmentCount()) {
            if (table.tagText(next).equals("ERC")) {
                problems.add(problem(next));
            }
            next++;
        }
        List<Verdict> verdicts = references.stream().map(this::verdict).toList();
        return new ApplicationAdvice(begin < 0 ? "" : table.text(begin, 2, 1, 1), date, "", verdicts);
    }

    private Verdict verdict(int reference) {
        String kind = table.text(reference, 1, 1, 1);
        boolean message = kind.equals(PREVIOUS_MESSAGE);
        return new Verdict(
                code,
                kind,
                table.text(reference, 1, 1, 2),
                "",
                "",
                "",
                "",
                "",
                message ? table.text(reference, 1, 1, 3) + table.text(reference, 1, 1, 4) : "",
                "",
                "",
                List.copyOf(problems));
    }

    /** The words behind an ERC belong to it, up to the next. */
    private Problem problem(int error) {
        StringBuilder text = new StringBuilder();
        for (int i = error + 1; i < table.segmentCount() && !table.tagText(i).equals("ERC"); i++) {
            for (int part = 1; table.tagText(i).equals("FTX") && part <= 5; part++) {
                String words = table.text(i, 4, 1, part);
                text.append(text.isEmpty() || words.isEmpty() ? "" : " ").append(words);
            }
        }
        return new Problem(table.text(error, 1, 1, 1), text.toString(), "", 0, 0, 0, "", "", "");
    }
}
