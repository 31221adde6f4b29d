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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description =
                "Reads X12 and EDIFACT files, says all that is wrong with them and what would be answered. Needs no hub.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(
            names = "--guide",
            paramLabel = "FILE",
            description = "A partner's guide, whose rules count as well; may be repeated.")
    private List<Path> guides = new ArrayList<>();

    @Option(names = "--json", description = "One finding on a line, as a JSON object.")
    private boolean json;

    private final Terminal terminal = Terminal.ofProcess();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Input> inputs = Input.all(files);
        Examination examination = Examination.load(guides);
        FindingText text = new FindingText(out, json, terminal);
        try (Progress progress = Progress.over(inputs, spec.commandLine().getErr())) {
            for (Input input : inputs) {
                examination.examine(
                        input,
                        progress,
                        interchange -> {
                            progress.wipe();
                            print(input, interchange, text, out);
                        },
                        text::print);
                out.flush();
            }
        }
        return text.hasErrors() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void print(Input input, InterchangeOutcome interchange, FindingText text, PrintWriter out) {
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
        if (json) {
            return;
        }
        int sets = decision.groups().stream()
                .mapToInt(group -> group.sets().size())
                .sum();
        boolean clean =
                decision.released().size() == sets && decision.disposition().isAccepted();
        String number = Printable.of(interchange.header().controlNumber());
        out.println(terminal.bold(input.name() + " · interchange " + number + " · " + sets
                + (sets == 1 ? " transaction set" : " transaction sets")));
        String answer = AnswerWords.of(decision);
        out.println("  " + (clean ? terminal.good(answer) : terminal.warning(answer)));
    }
}
