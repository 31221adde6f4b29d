package io.lading.cli;

import io.lading.acknowledgement.FunctionalAcknowledgement;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeAcknowledgement;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.SyntaxReport;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Standard;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.edifact.EdifactSettings;
import io.lading.syntax.edifact.EdifactWriter;
import io.lading.syntax.x12.EnvelopeSettings;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Acknowledgements as whole interchanges, the received envelope turned round, a line for each segment. */
public final class AnswerText {
    private static final String FIRST_SET = "0001";
    private static final String USUAL_VERSION = "00401";

    private final Consumer<Finding> findings;
    private final LocalDateTime at;
    private long interchanges;

    public AnswerText(Consumer<Finding> findings, LocalDateTime at) {
        this(findings, at, 0);
    }

    /** @param last the control number before the first that is given */
    public AnswerText(Consumer<Finding> findings, LocalDateTime at, long last) {
        this.findings = findings;
        this.at = at;
        this.interchanges = last;
    }

    /** The answer to one interchange; empty if none is due. */
    public String of(InterchangeDecision decision) {
        boolean due = decision.acknowledged() || decision.groups().stream().anyMatch(GroupDecision::acknowledged);
        if (!due || !isAddressed(decision.outcome().header())) {
            return "";
        }
        return switch (decision.outcome().header().standard()) {
            case X12 -> x12(decision);
            case EDIFACT -> edifact(decision);
        };
    }

    /** Nobody can be answered who does not say who they are. */
    static boolean isAddressed(InterchangeHeader header) {
        boolean qualified = header.standard() == Standard.EDIFACT
                || (!header.senderQualifier().isBlank()
                        && !header.receiverQualifier().isBlank());
        return qualified && !header.sender().isBlank() && !header.receiver().isBlank();
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
        return writer.text();
    }

    private String edifact(InterchangeDecision decision) {
        InterchangeHeader header = decision.outcome().header();
        EdifactWriter writer = new EdifactWriter(findings);
        EdifactSettings settings = EdifactSettings.answering(header);
        String reference = String.valueOf(++interchanges);
        writer.beginInterchange(
                settings.withDelimiters(settings.una(), settings.delimiters(), suffix(settings.delimiters())),
                reference,
                at);
        writer.beginSet(SyntaxReport.MESSAGE_TYPE, "1", SyntaxReport.release(header), "");
        SyntaxReport.write(decision, writer);
        writer.endSet();
        writer.endInterchange();
        return writer.text();
    }

    /** The version received, where it is one: an answer must be sound whatever it answers. */
    private static String version(InterchangeHeader header) {
        return header.version().matches("[0-9]{5}") ? header.version() : USUAL_VERSION;
    }

    /** Those received, where they can be told from data and from each other. */
    private static Delimiters delimiters(Delimiters received) {
        Set<Byte> seen = new HashSet<>(Set.of(Delimiters.NONE, (byte) ' '));
        boolean usable = true;
        for (byte one : new byte[] {received.element(), received.component(), received.segment()}) {
            usable &= seen.add(one) && !Character.isLetterOrDigit(one);
        }
        boolean repetition = received.repetition() == Delimiters.NONE
                || (seen.add(received.repetition()) && !Character.isLetterOrDigit(received.repetition()));
        return usable && repetition ? received : Delimiters.X12_USUAL;
    }

    /** A line for each segment, unless lines are the segments' ends already. */
    private static SegmentSuffix suffix(Delimiters delimiters) {
        return delimiters.segment() == '\n' || delimiters.segment() == '\r' ? SegmentSuffix.NONE : SegmentSuffix.LF;
    }

    private static EnvelopeSettings turnedRound(InterchangeHeader header) {
        Delimiters delimiters = delimiters(header.delimiters());
        return EnvelopeSettings.between(
                        /* senderQualifier= */ header.receiverQualifier(),
                        /* sender= */ header.receiver(),
                        /* receiverQualifier= */ header.senderQualifier(),
                        /* receiver= */ header.sender())
                .with(version(header), false, header.usage())
                .withDelimiters(delimiters, false)
                .withSuffix(suffix(delimiters));
    }
}
