package io.lading.cli;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingForm;
import io.lading.interchange.Severity;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** Prints findings: for people where and what in two lines, for machines one JSON object a line. */
final class FindingText {
    private static final int MOST_NOTES = 40;

    private final PrintWriter out;
    private final boolean json;
    private final Terminal terminal;
    private boolean errors;
    private int notes;

    FindingText(PrintWriter out, boolean json, Terminal terminal) {
        this.out = out;
        this.json = json;
        this.terminal = terminal;
    }

    /** Those of one transaction set or envelope. People read one rule that is broken again and again once, with the places. */
    void print(Collection<Finding> findings) {
        if (json) {
            findings.forEach(this::print);
            return;
        }
        for (List<Finding> alike : Repetition.of(findings)) {
            print(alike.get(0));
            if (alike.size() > 1) {
                out.println("  " + Printable.of(Repetition.words(alike)));
            }
        }
    }

    void print(Finding finding) {
        errors |= finding.severity() == Severity.ERROR;
        if (json) {
            out.println(FindingForm.of(finding).line());
            return;
        }
        if (finding.severity() == Severity.NOTE) {
            note(finding);
            return;
        }
        out.println(terminal.bold(Printable.of(finding.position().toString())));
        out.println("  " + message(finding, terminal));
    }

    /** What is worth knowing but wrong with nobody; the first tell enough to people. */
    private void note(Finding finding) {
        notes++;
        if (notes <= MOST_NOTES) {
            out.println(terminal.dim(Printable.of(finding.sentence())));
        }
    }

    /** Tells how many notes were not printed. */
    void endOfNotes() {
        if (notes > MOST_NOTES) {
            remark(terminal.dim("… and " + (notes - MOST_NOTES) + " more notes; --json prints them all."));
        }
    }

    /** What was expected and found, and whose rule that is if it is not the standard's. */
    static String message(Finding finding, Terminal terminal) {
        String whose = finding.origin() == Finding.Origin.OVERLAY ? "by the partner's guide, " : "";
        String message = Printable.of(whose + finding.message());
        return finding.severity() == Severity.ERROR ? terminal.bad(message) : terminal.warning(message);
    }

    /** A line about them, for people only. */
    void remark(String text) {
        if (!json) {
            out.println("  " + text);
        }
    }

    /** True if one of those printed is an error. */
    boolean hasErrors() {
        return errors;
    }
}
