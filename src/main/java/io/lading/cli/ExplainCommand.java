package io.lading.cli;

import io.lading.interchange.FindingForm;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
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

@Command(name = "explain", description = "Says in words what X12 files hold. Needs no hub.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(names = "--segments", description = "Segment by segment, each element by its name.")
    private boolean segments;

    @Option(names = "--json", description = "One object on a line for each transaction set, with its document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Examination examination = Examination.load();
        Bindings bindings = Bindings.ofX12();
        boolean readable = true;
        for (Path file : Examination.expand(files)) {
            byte[] bytes = Examination.read(file);
            SyntaxKind syntax = SyntaxDetector.detect(bytes, bytes.length);
            if (syntax != SyntaxKind.X12) {
                readable = false;
                unreadable(Examination.unsupported(file.toString(), syntax));
                continue;
            }
            Explanation explanation = new Explanation(
                    out, Terminal.ofProcess(), examination.schemas(), bindings, new Explanation.Wishes(segments, json));
            InterchangeReader.read(bytes, ReaderOptions.strict(file.toString()), explanation);
            out.flush();
        }
        return readable ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void unreadable(io.lading.interchange.Finding finding) {
        if (json) {
            spec.commandLine().getOut().println(FindingForm.of(finding).json());
        } else {
            spec.commandLine().getErr().println(finding.sentence());
        }
    }
}
