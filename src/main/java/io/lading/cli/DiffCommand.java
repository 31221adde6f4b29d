package io.lading.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "diff",
        description = {
            "Compares two X12 or EDIFACT files element by element, whatever their delimiters and line breaks.",
            "Ends with 0 if they say the same, with 1 if not. Needs no hub."
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIRST", description = "A file; - for standard input.")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "The other file.")
    private Path second;

    @Option(
            names = "--content",
            description = "Only what the transaction sets say: no envelopes, dates of sending and control numbers.")
    private boolean content;

    @Option(names = "--json", description = "One object on a line for each difference.")
    private boolean json;

    private final Terminal terminal = Terminal.ofProcess();

    @Override
    public Integer call() throws IOException {
        Examination examination = Examination.load();
        SegmentsOfFile left = read(first);
        SegmentsOfFile right = read(second);
        List<Difference> differences = new FileDifference(examination, content).between(left, right);
        PrintWriter out = spec.commandLine().getOut();
        String place = "";
        for (Difference difference : differences) {
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(difference.object()));
            } else {
                if (!difference.place().equals(place)) {
                    place = difference.place();
                    out.println(terminal.bold(Printable.of(place)));
                }
                print(out, difference);
            }
        }
        if (differences.isEmpty() && !json) {
            out.println(terminal.good("No difference."));
        }
        return differences.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private SegmentsOfFile read(Path path) throws IOException {
        List<Input> inputs = Input.all(List.of(path));
        if (inputs.size() != 1) {
            throw new WrongUseException(path + " is a folder; diff compares two files.");
        }
        SegmentsOfFile segments = new SegmentsOfFile();
        FindingText findings = new FindingText(spec.commandLine().getErr(), false, Terminal.ofErrors());
        try (Progress progress = Progress.over(inputs, spec.commandLine().getErr())) {
            Examination.read(inputs.get(0), progress, segments, findings::print);
        }
        if (segments.parts().isEmpty()) {
            throw new WrongUseException(inputs.get(0).name() + " holds no interchange that could be compared.");
        }
        return segments;
    }

    private void print(PrintWriter out, Difference difference) {
        String where = Printable.of(difference.where());
        String was = Printable.of(difference.first());
        String is = Printable.of(difference.second());
        if (difference.first().isEmpty()) {
            out.println("  " + where + "  " + terminal.good("+ " + is));
        } else if (difference.second().isEmpty()) {
            out.println("  " + where + "  " + terminal.bad("- " + was));
        } else {
            out.println("  " + where + "  " + terminal.bad(was) + " → " + terminal.good(is));
        }
    }
}
