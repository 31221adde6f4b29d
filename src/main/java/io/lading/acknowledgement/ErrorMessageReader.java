package io.lading.acknowledgement;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an APERAK that a partner sends as what an 824 would have said: BGM has the verdict, each RFF in the header names a
 * document or message it is about, each ERC is one problem of these. An ERC with RFFs to other documents is a problem of those
 * alone, which get verdicts of their own. Takes what it can get, as the reader of 824 does.
 */
public final class ErrorMessageReader {
    /** UNH 0065. */
    public static final String MESSAGE_TYPE = "APERAK";

    /** RFF 1153: the message it answers; 1154 its interchange, 1156 (or 4000, if longer) its reference in there. */
    static final String PREVIOUS_MESSAGE = "ACW";

    /** RFF 1153: a line of the document the message is about. */
    private static final String LINE = "LI";

    /** BGM 1001: an error message. */
    private static final String ERROR = "313";
    /** BGM 1225: not accepted. */
    private static final String NOT_ACCEPTED = "27";

    private final SegmentTable table;
    private final boolean refused;
    /** In the order of the message, those of the header first. */
    private final Map<Named, List<Problem>> problems = new LinkedHashMap<>();

    private ErrorMessageReader(SegmentTable table) {
        this.table = table;
        this.refused = refused(table);
    }

    /** What an RFF names, without the line in it. */
    private record Named(String kind, String reference, String message) {}

    /** @param message header to trailer */
    public static ApplicationAdvice read(SegmentTable message) {
        return new ErrorMessageReader(message).read();
    }

    private static boolean refused(SegmentTable table) {
        int begin = table.find("BGM", 0);
        return begin >= 0
                && (table.text(begin, 3).equals(NOT_ACCEPTED)
                        || table.text(begin, 1, 1, 1).equals(ERROR));
    }

    private ApplicationAdvice read() {
        int begin = table.find("BGM", 0);
        String date = "";
        int next = 1;
        while (next < table.segmentCount() && !table.tagText(next).equals("ERC")) {
            if (table.tagText(next).equals("RFF")) {
                problems.put(named(next), new ArrayList<>());
            } else if (table.tagText(next).equals("DTM")
                    && table.text(next, 1, 1, 1).equals("137")) {
                date = table.text(next, 1, 1, 2);
            }
            next++;
        }
        Set<Named> header = Set.copyOf(problems.keySet());
        while (next < table.segmentCount()) {
            if (table.tagText(next).equals("ERC")) {
                note(next, header);
            }
            next++;
        }
        List<Verdict> verdicts = new ArrayList<>();
        problems.forEach((named, wrong) -> verdicts.add(verdict(named, wrong)));
        return new ApplicationAdvice(begin < 0 ? "" : table.text(begin, 2, 1, 1), date, "", List.copyOf(verdicts));
    }

    /** Gives the problem to those its ERC names; to all of the header if it names none. */
    private void note(int error, Set<Named> header) {
        Set<Named> about = new LinkedHashSet<>();
        for (int i = error + 1; i < table.segmentCount() && !table.tagText(i).equals("ERC"); i++) {
            if (table.tagText(i).equals("RFF") && !table.text(i, 1, 1, 1).equals(LINE)) {
                about.add(named(i));
            }
        }
        Problem problem = problem(error);
        for (Named named : about.isEmpty() ? header : about) {
            problems.computeIfAbsent(named, other -> new ArrayList<>()).add(problem);
        }
    }

    private Named named(int reference) {
        String kind = table.text(reference, 1, 1, 1);
        boolean message = kind.equals(PREVIOUS_MESSAGE);
        return new Named(
                kind,
                table.text(reference, 1, 1, 2),
                message ? table.text(reference, 1, 1, 3) + table.text(reference, 1, 1, 4) : "");
    }

    private Verdict verdict(Named named, List<Problem> wrong) {
        String code = refused ? "TR" : wrong.isEmpty() ? "TA" : "TE";
        return new Verdict(
                code, named.kind(), named.reference(), "", "", "", "", "", named.message(), "", "", List.copyOf(wrong));
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
