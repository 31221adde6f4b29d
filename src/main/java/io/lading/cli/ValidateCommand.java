package io.lading.cli;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.acknowledgement.SetDecision;
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

@Command(
        name = "validate",
        description = "Reads X12 files, says all that is wrong with them and what would be answered. Needs no hub.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(names = "--json", description = "One finding on a line, as a JSON object.")
    private boolean json;

    private final Terminal terminal = Terminal.ofProcess();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Examination examination = Examination.load();
        FindingText text = new FindingText(out, json, terminal);
        for (Path file : Examination.expand(files)) {
            Examination.Result result = examination.examine(file);
            text.print(result.outside());
            for (InterchangeOutcome interchange : result.interchanges()) {
                print(file, interchange, text, out);
            }
            out.flush();
        }
        return text.hasErrors() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void print(Path file, InterchangeOutcome interchange, FindingText text, PrintWriter out) {
        InterchangeDecision decision = Acknowledger.decide(interchange, AcknowledgementPolicy.USUAL);
        text.print(interchange.findings());
        for (GroupDecision group : decision.groups()) {
            text.print(group.outcome().findings());
            for (SetDecision set : group.sets()) {
                text.print(set.outcome().findings());
                if (!set.isReleased() && !set.outcome().findings().isEmpty()) {
                    text.remark(AnswerWords.of(decision, group, set));
                }
            }
        }
        if (!json) {
            boolean clean = decision.released().size() == count(decision)
                    && decision.disposition().isAccepted();
            String heading = file + " · interchange " + interchange.header().controlNumber() + " · " + count(decision)
                    + (count(decision) == 1 ? " transaction set" : " transaction sets");
            out.println(terminal.bold(heading));
            out.println("  "
                    + (clean ? terminal.good(AnswerWords.of(decision)) : terminal.warning(AnswerWords.of(decision))));
        }
    }

    private static int count(InterchangeDecision decision) {
        return decision.groups().stream().mapToInt(group -> group.sets().size()).sum();
    }
}
