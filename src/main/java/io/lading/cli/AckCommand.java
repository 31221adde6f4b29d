package io.lading.cli;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.FunctionalAcknowledgement;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeAcknowledgement;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingForm;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.syntax.x12.EnvelopeSettings;
import io.lading.syntax.x12.EnvelopeSettings.SegmentSuffix;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "ack",
        description = "Prints the TA1 and 997 that would answer X12 files. Needs no hub; control numbers start from 1.")
final class AckCommand implements Callable<Integer> {
    private static final String FIRST_SET = "0001";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(names = "--json", description = "One object for each answer: what is answered, how, and the text.")
    private boolean json;

    private long number;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Examination examination = Examination.load();
        boolean unreadable = false;
        for (Path file : Examination.expand(files)) {
            Examination.Result result = examination.examine(file);
            unreadable |= result.interchanges().isEmpty();
            result.outside().forEach(finding -> spec.commandLine().getErr().println(finding.sentence()));
            for (InterchangeOutcome interchange : result.interchanges()) {
                answer(out, file, Acknowledger.decide(interchange, AcknowledgementPolicy.USUAL));
            }
        }
        return unreadable ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void answer(PrintWriter out, Path file, InterchangeDecision decision) {
        boolean anything = decision.acknowledged() || decision.groups().stream().anyMatch(GroupDecision::acknowledged);
        String text = anything ? write(decision) : "";
        if (json) {
            out.println(JsonMapper.shared()
                    .writeValueAsString(java.util.Map.of(
                            "file", file.toString(),
                            "interchange", decision.outcome().header().controlNumber(),
                            "disposition", decision.disposition().name(),
                            "findings", findings(decision),
                            "answer", text)));
        } else {
            out.print(text);
        }
        out.flush();
    }

    private static List<FindingForm> findings(InterchangeDecision decision) {
        return decision.groups().stream()
                .flatMap(group -> group.sets().stream())
                .flatMap(set -> set.reported().stream())
                .map(FindingForm::of)
                .toList();
    }

    /** The received envelope turned round. */
    private String write(InterchangeDecision decision) {
        InterchangeHeader header = decision.outcome().header();
        LocalDateTime now = LocalDateTime.now(Clock.systemDefaultZone());
        X12Writer writer = new X12Writer(finding -> spec.commandLine().getErr().println(finding.sentence()));
        writer.beginInterchange(envelope(header), ++number, now);
        if (decision.acknowledged()) {
            InterchangeAcknowledgement.of(decision).write(writer);
        }
        long group = 0;
        for (GroupDecision answered : decision.groups()) {
            if (answered.acknowledged()) {
                GroupHeader to = answered.outcome().header();
                writer.beginGroup(new GroupSettings("FA", to.receiver(), to.sender(), to.release()), ++group, now);
                writer.beginSet(FunctionalAcknowledgement.SET_TYPE, FIRST_SET, "");
                FunctionalAcknowledgement.write(answered, writer.delimiters(), writer);
                writer.endSet();
                writer.endGroup();
            }
        }
        writer.endInterchange();
        return new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static EnvelopeSettings envelope(InterchangeHeader header) {
        Delimiters delimiters = header.delimiters();
        return EnvelopeSettings.between(
                        header.receiverQualifier(), header.receiver(), header.senderQualifier(), header.sender())
                .with(header.version(), false, header.usage())
                .withDelimiters(delimiters, false)
                .withSuffix(SegmentSuffix.LF);
    }
}
