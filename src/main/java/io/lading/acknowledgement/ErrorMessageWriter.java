package io.lading.acknowledgement;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.syntax.SegmentSink;

/** Writes an APERAK between its header and trailer: one verdict, as EDIFACT's counterpart of an 824. Stateless. */
public final class ErrorMessageWriter {
    private static final int LONGEST_TEXT = 70;
    private static final int MOST_TEXTS = 5;
    private static final int MOST_PROBLEMS = 999;
    private static final int LONGEST_REFERENCE = 35;
    /** 1156 has room for so many; a longer message reference goes to 4000. */
    private static final int LONGEST_LINE = 6;

    /** ERC 9321 is an open list; what has no code of its own is told in words. */
    private static final String OTHER = "OTH";

    private final SegmentSink sink;

    private ErrorMessageWriter(SegmentSink sink) {
        this.sink = sink;
    }

    /**
     * @param interchange UNB 0020 of what the verdict is about
     * @param at CCYYMMDDHHMM
     */
    public static void write(Verdict verdict, String interchange, String at, SegmentSink sink) {
        ErrorMessageWriter writer = new ErrorMessageWriter(sink);
        writer.begin(verdict, interchange, at);
        verdict.problems().stream().limit(MOST_PROBLEMS).forEach(writer::problem);
    }

    private void begin(Verdict verdict, String interchange, String at) {
        boolean refused = verdict.disposition() == Disposition.REJECTED;
        sink.begin("BGM");
        sink.component(1, 1, 1, refused ? "313" : "312");
        sink.component(2, 1, 1, cut(interchange + "-" + verdict.setControlNumber(), LONGEST_REFERENCE));
        sink.end();
        sink.begin("DTM");
        sink.component(1, 1, 1, "137");
        sink.component(1, 1, 2, at);
        sink.component(1, 1, 3, "203");
        sink.end();
        sink.begin("RFF");
        sink.component(1, 1, 1, ErrorMessageReader.PREVIOUS_MESSAGE);
        sink.component(1, 1, 2, cut(interchange, LONGEST_REFERENCE));
        String message = verdict.setControlNumber();
        sink.component(1, 1, message.length() <= LONGEST_LINE ? 3 : 4, cut(message, LONGEST_REFERENCE));
        sink.end();
    }

    private void problem(Problem problem) {
        sink.begin("ERC");
        sink.component(1, 1, 1, problem.code().equals("DUP") ? "DUP" : OTHER);
        sink.end();
        String text = place(problem) + problem.text();
        sink.begin("FTX");
        sink.element(1, "AAO");
        for (int part = 1; part <= MOST_TEXTS && !text.isEmpty(); part++) {
            String line = cut(text, LONGEST_TEXT);
            sink.component(4, 1, part, line.strip());
            text = text.substring(line.length());
        }
        sink.end();
    }

    private static String place(Problem problem) {
        if (problem.segment().isEmpty()) {
            return "";
        }
        String element = problem.element() == 0 ? "" : ", element " + problem.element();
        return "segment " + problem.ordinal() + " " + problem.segment() + element + ": ";
    }

    /** Control characters have no place in any character set; a piece never ends with the blank that the writer would drop. */
    private static String cut(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest);
        return cut.chars().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cntrl}", " ") : cut;
    }
}
