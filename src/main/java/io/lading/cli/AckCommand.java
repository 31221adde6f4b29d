package io.lading.cli;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.SetDecision;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingForm;
import io.lading.interchange.InterchangeHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "ack",
        description = {
            "Prints what would be answered to X12 and EDIFACT files: TA1 and 997, or CONTRL.",
            "Needs no hub; control numbers start from 1. Ends with 0 if there is an answer, whatever it says."
        })
final class AckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(
            names = "--guide",
            paramLabel = "FILE",
            description = "A partner's guide, whose rules count as well; may be repeated.")
    private List<Path> guides = new ArrayList<>();

    @Option(
            names = "--json",
            description = "One object on a line for each interchange: what becomes of it and its sets, and the answer.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Input> inputs = Input.all(files);
        Examination examination = Examination.load(guides);
        FindingText outside = new FindingText(spec.commandLine().getErr(), false, Terminal.ofErrors());
        AnswerText answers = new AnswerText(outside::print, LocalDateTime.now(Clock.system(ZoneId.systemDefault())));
        boolean everyFileAnswered = true;
        try (Progress progress = Progress.over(inputs, spec.commandLine().getErr())) {
            for (Input input : inputs) {
                List<InterchangeDecision> decisions = new ArrayList<>();
                examination.examine(
                        input,
                        progress,
                        interchange -> decisions.add(Acknowledger.decide(interchange, AcknowledgementPolicy.USUAL)),
                        outside::print);
                progress.wipe();
                decisions.forEach(decision -> print(input, decision, answers));
                everyFileAnswered &= !decisions.isEmpty();
            }
        }
        spec.commandLine().getErr().flush();
        return everyFileAnswered ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void print(Input input, InterchangeDecision decision, AnswerText answers) {
        PrintWriter out = spec.commandLine().getOut();
        String answer = answers.of(decision);
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(object(input, decision, answer)));
        } else if (answer.isEmpty()) {
            InterchangeHeader header = decision.outcome().header();
            String reason = AnswerText.isAddressed(header)
                    ? "acknowledgements are never acknowledged."
                    : "its header does not say who sent it to whom.";
            spec.commandLine()
                    .getErr()
                    .println(input.name() + " · interchange " + Printable.of(header.controlNumber())
                            + ": nothing is answered, for " + reason);
        } else {
            out.print(answer);
        }
        out.flush();
    }

    private static Map<String, Object> object(Input input, InterchangeDecision decision, String answer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", input.name());
        object.put("interchange", decision.outcome().header().controlNumber());
        object.put("disposition", decision.disposition().name());
        List<Map<String, Object>> sets = new ArrayList<>();
        for (GroupDecision group : decision.groups()) {
            group.sets().forEach(set -> sets.add(set(set)));
        }
        object.put("transactionSets", sets);
        object.put("answer", answer);
        return object;
    }

    private static Map<String, Object> set(SetDecision decision) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("transactionSet", decision.outcome().header().controlNumber());
        object.put("type", decision.outcome().header().type());
        object.put("disposition", decision.disposition().name());
        object.put("codes", decision.errorCodes());
        Stream<Finding> reported = decision.reported().stream();
        object.put(
                "findings",
                reported.map(finding -> JsonMapper.shared()
                                .readTree(FindingForm.of(finding).line()))
                        .toList());
        return object;
    }
}
