package io.lading.cli;

import io.lading.acknowledgement.FunctionalAcknowledgement;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeAcknowledgement;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.SyntaxReport;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.edifact.EdifactSettings;
import io.lading.syntax.edifact.EdifactWriter;
import io.lading.syntax.x12.EnvelopeSettings;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.function.Consumer;

/** Acknowledgements as whole interchanges, the received envelope turned round, a line for each segment. */
public final class AnswerText {
    private static final String FIRST_SET = "0001";

    private final Consumer<Finding> findings;
    private final LocalDateTime at;
    private long interchanges;

    public AnswerText(Consumer<Finding> findings, LocalDateTime at) {
        this.findings = findings;
        this.at = at;
    }

    /** The answer to one interchange; empty if none is due. */
    public String of(InterchangeDecision decision) {
        boolean due = decision.acknowledged() || decision.groups().stream().anyMatch(GroupDecision::acknowledged);
        if (!due) {
            return "";
        }
        return switch (decision.outcome().header().standard()) {
            case X12 -> x12(decision);
            case EDIFACT -> edifact(decision);
        };
    }

    private String x12(InterchangeDecision decision) {
        InterchangeHeader header = decision.outcome().header();
        X12Writer writer = new X12Writer(findings);
        writer.beginInterchange(turnedRound(header), ++interchanges, at);
        if (decision.acknowledged()) {
            InterchangeAcknowledgement.of(decision).write(writer);
        }
        long groups = 0;
        for (GroupDecision group : decision.groups()) {
            if (group.acknowledged()) {
                GroupHeader to = group.outcome().header();
                writer.beginGroup(
                        new GroupSettings(
                                "FA",
                                /* sender= */ to.receiver(),
                                /* receiver= */ to.sender(),
                                FunctionalAcknowledgement.release(group)),
                        ++groups,
                        at);
                writer.beginSet(FunctionalAcknowledgement.setType(group), FIRST_SET, "");
                FunctionalAcknowledgement.write(group, writer.delimiters(), writer);
                writer.endSet();
                writer.endGroup();
            }
        }
        writer.endInterchange();
        return new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private String edifact(InterchangeDecision decision) {
        InterchangeHeader header = decision.outcome().header();
        EdifactWriter writer = new EdifactWriter(findings);
        EdifactSettings settings = EdifactSettings.answering(header);
        String reference = String.valueOf(++interchanges);
        writer.beginInterchange(
                settings.withDelimiters(settings.una(), settings.delimiters(), SegmentSuffix.LF), reference, at);
        writer.beginSet(SyntaxReport.MESSAGE_TYPE, "1", SyntaxReport.release(header), "");
        SyntaxReport.write(decision, writer);
        writer.endSet();
        writer.endInterchange();
        return new String(writer.toByteArray(), settings.level().charset());
    }

    private static EnvelopeSettings turnedRound(InterchangeHeader header) {
        return EnvelopeSettings.between(
                        /* senderQualifier= */ header.receiverQualifier(),
                        /* sender= */ header.receiver(),
                        /* receiverQualifier= */ header.senderQualifier(),
                        /* receiver= */ header.sender())
                .with(header.version(), false, header.usage())
                .withDelimiters(header.delimiters(), false)
                .withSuffix(SegmentSuffix.LF);
    }
}
