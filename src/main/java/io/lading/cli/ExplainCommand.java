package io.lading.cli;

import io.lading.interchange.Finding;
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

@Command(name = "explain", description = "Says in words what X12 and EDIFACT files hold. Needs no hub.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(names = "--segments", description = "Segment by segment as well, each element by its name.")
    private boolean segments;

    @Option(names = "--json", description = "One object on a line for each transaction set, with its documents.")
    private boolean json;

    private boolean findings;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Input> inputs = Input.all(files);
        Examination examination = Examination.load();
        Bindings bindings = Bindings.ofEdi();
        Explanation.Wishes wishes = new Explanation.Wishes(segments, json);
        Terminal terminal = Terminal.ofProcess();
        try (Progress progress = Progress.over(inputs, spec.commandLine().getErr())) {
            for (Input input : inputs) {
                Explanation explanation = new Explanation(input.name(), out, terminal, examination, bindings, wishes);
                if (inputs.size() > 1 && !json) {
                    out.println(terminal.bold(input.name()));
                }
                Examination.read(input, progress, explanation, this::unreadable);
                findings |= explanation.hasErrors();
                out.flush();
            }
        }
        return findings ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void unreadable(Finding finding) {
        findings = true;
        new FindingText(
                        json ? spec.commandLine().getOut() : spec.commandLine().getErr(),
                        json,
                        json ? Terminal.ofProcess() : Terminal.ofErrors())
                .print(finding);
    }
}
