package io.lading.acknowledgement;

import io.lading.acknowledgement.ApplicationAdvice.Problem;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.interchange.Delimiters;
import io.lading.syntax.SegmentSink;

/** Writes an 824 between its header and trailer; what is quoted is cut so that the 824 itself is always valid. */
public final class ApplicationAdviceWriter {
    /** BGN01: a response. */
    private static final String RESPONSE = "11";

    private static final int LONGEST_TEXT = 60;
    private static final int LONGEST_NOTE = 80;
    private static final int LONGEST_VALUE = 99;
    private static final int LONGEST_REFERENCE = 30;
    private static final int LONGEST_APPLICATION = 15;
    private static final int LONGEST_RELEASE = 12;
    private static final int MOST_NOTES = 100;
    private static final int MOST = 999_999;

    private final Delimiters delimiters;
    private final SegmentSink sink;

    private ApplicationAdviceWriter(Delimiters delimiters, SegmentSink sink) {
        this.delimiters = delimiters;
        this.sink = sink;
    }

    /** @param delimiters of the interchange it will travel in; no text in it will hold them */
    public static void write(ApplicationAdvice advice, Delimiters delimiters, SegmentSink sink) {
        ApplicationAdviceWriter writer = new ApplicationAdviceWriter(delimiters, sink);
        writer.begin(advice);
        advice.verdicts().forEach(writer::verdict);
    }

    private void begin(ApplicationAdvice advice) {
        sink.begin("BGN");
        sink.element(1, RESPONSE);
        sink.element(2, clean(advice.reference(), LONGEST_REFERENCE));
        sink.element(3, EchoedText.number(advice.date(), 8, 8));
        if (!advice.time().isEmpty()) {
            sink.element(4, EchoedText.number(advice.time(), 4, 8));
        }
        sink.end();
    }

    private void verdict(Verdict verdict) {
        sink.begin("OTI");
        sink.element(1, verdict.code());
        sink.element(2, verdict.referenceKind());
        sink.element(3, clean(verdict.reference(), LONGEST_REFERENCE));
        application(4, verdict.sender());
        application(5, verdict.receiver());
        number(6, verdict.date(), 8, 8);
        number(7, verdict.time(), 4, 8);
        number(8, verdict.groupControlNumber(), 1, 9);
        if (!verdict.setControlNumber().isEmpty()
                && !verdict.groupControlNumber().isEmpty()) {
            sink.element(9, EchoedText.code(verdict.setControlNumber(), 4, 9));
        }
        if (!verdict.setType().isEmpty()) {
            sink.element(10, EchoedText.code(verdict.setType(), 3, 3));
        }
        if (!verdict.release().isEmpty()) {
            sink.element(11, EchoedText.code(verdict.release(), 1, LONGEST_RELEASE));
        }
        sink.end();
        verdict.problems().forEach(this::problem);
    }

    private void application(int element, String text) {
        String cleaned = clean(text, LONGEST_APPLICATION);
        if (cleaned.length() >= 2) {
            sink.element(element, cleaned);
        }
    }

    private void number(int element, String text, int shortest, int longest) {
        if (text.length() >= shortest) {
            sink.element(element, EchoedText.number(text, shortest, longest));
        }
    }

    private void problem(Problem problem) {
        sink.begin("TED");
        sink.element(1, problem.code());
        String text = clean(problem.text(), MOST_NOTES * LONGEST_NOTE);
        int told = piece(text, 0, LONGEST_TEXT);
        text(2, text.substring(0, told).strip());
        if (problem.segment().length() >= 2) {
            sink.element(3, EchoedText.code(problem.segment(), 2, 3));
        }
        count(4, problem.ordinal(), MOST);
        if (problem.element() > 0) {
            sink.component(5, 1, 1, EchoedText.count(problem.element(), 99));
        }
        text(6, problem.elementReference());
        text(7, EchoedText.copy(problem.found(), LONGEST_VALUE, delimiters));
        text(8, clean(problem.expected(), LONGEST_VALUE));
        sink.end();
        while (told < text.length()) {
            int end = piece(text, told, LONGEST_NOTE);
            sink.begin("NTE");
            sink.element(2, text.substring(told, end).strip());
            sink.end();
            told = end;
        }
    }

    /** Where a piece of text that starts at {@code from} ends: between words, if it holds a blank. */
    private static int piece(String text, int from, int longest) {
        if (text.length() - from <= longest) {
            return text.length();
        }
        int blank = text.lastIndexOf(' ', from + longest - 1);
        return blank > from ? blank + 1 : from + longest;
    }

    private void text(int element, String text) {
        if (!text.isBlank()) {
            sink.element(element, text);
        }
    }

    private void count(int element, int count, int most) {
        if (count > 0) {
            sink.element(element, EchoedText.count(count, most));
        }
    }

    /** Our own words with characters that cannot travel replaced, and cut. */
    private String clean(String text, int longest) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < longest; i++) {
            char c = text.charAt(i);
            boolean fits = !EchoedText.copy("x" + c, 2, delimiters).isEmpty();
            out.append(fits ? c : ' ');
        }
        return out.toString().strip();
    }
}
