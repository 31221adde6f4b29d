package io.lading.cli;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.SetDecision;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingForm;
import io.lading.interchange.Severity;
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

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Examination examination = Examination.load();
        boolean errors = false;
        for (Path file : Examination.expand(files)) {
            Examination.Result result = examination.examine(file);
            errors |= result.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
            for (Finding finding : result.findings()) {
                out.println(json ? FindingForm.of(finding).json() : finding.position() + "\n  " + finding.message());
            }
            if (!json) {
                result.interchanges().forEach(interchange -> answer(out, file, interchange));
            }
            out.flush();
        }
        return errors ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private static void answer(PrintWriter out, Path file, io.lading.acknowledgement.InterchangeOutcome interchange) {
        InterchangeDecision decision = Acknowledger.decide(interchange, AcknowledgementPolicy.USUAL);
        String number = file + " · interchange " + interchange.header().controlNumber();
        if (!decision.disposition().isAccepted()) {
            out.println(number + "\n  We would answer: TA1 with the interchange rejected (TA105 = " + decision.note()
                    + ").");
            return;
        }
        for (GroupDecision group : decision.groups()) {
            long rejected =
                    group.sets().stream().filter(set -> !set.isReleased()).count();
            out.println(
                    number + " · group " + group.outcome().header().controlNumber() + "\n  We would answer: 997 with "
                            + (rejected == 0
                                    ? "all " + group.received() + " transaction sets accepted."
                                    : rejected + " of " + group.received() + " transaction sets rejected ("
                                            + codes(group) + ")."));
        }
    }

    private static String codes(GroupDecision group) {
        return String.join(
                "; ",
                group.sets().stream()
                        .filter(set -> !set.isReleased())
                        .limit(5)
                        .map(ValidateCommand::code)
                        .toList());
    }

    private static String code(SetDecision set) {
        return set.outcome().header().controlNumber() + ": AK502 = " + String.join(", ", set.errorCodes());
    }
}
