package io.lading.routing.process;

import io.lading.acknowledgement.ApplicationAdvice;
import io.lading.acknowledgement.ErrorMessageReader;
import io.lading.acknowledgement.ErrorMessageWriter;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.SyntaxReport;
import io.lading.interchange.InterchangeHeader;
import io.lading.partner.Address;
import io.lading.partner.EdifactEnvelope;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import io.lading.syntax.edifact.EdifactSettings;
import java.util.ArrayList;
import java.util.List;

/** Plans the CONTRL that answers an EDIFACT interchange, and the APERAK besides it: in its own syntax, the envelope turned round. Stateless. */
final class EdifactAnswer {

    private EdifactAnswer() {}

    static InterchangePlan plan(AcknowledgementDraft draft) {
        InterchangeHeader received = draft.interchange().header();
        InterchangeDecision decision = draft.decision();
        EdifactEnvelope envelope = turnedRound(received);
        SetPlan set = new SetPlan(SyntaxReport.MESSAGE_TYPE, sink -> SyntaxReport.write(decision, sink), null);
        GroupPlan group = new GroupPlan("", "", "", SyntaxReport.release(received), List.of(set), null);
        return new InterchangePlan(
                draft.through(), envelope, envelope.sender(), envelope.receiver(), null, List.of(group), draft);
    }

    /** The APERAKs that tell what breaks the partner's guide alone, one for each message. */
    static InterchangePlan advise(AcknowledgementDraft draft) {
        InterchangeHeader received = draft.interchange().header();
        EdifactEnvelope envelope = turnedRound(received);
        List<GroupPlan> groups = new ArrayList<>();
        for (AcknowledgementDraft.Advice advice : draft.advices()) {
            String at = advice.advice().date() + advice.advice().time();
            List<SetPlan> sets = new ArrayList<>();
            for (ApplicationAdvice.Verdict verdict : advice.advice().verdicts()) {
                sets.add(new SetPlan(
                        ErrorMessageReader.MESSAGE_TYPE,
                        sink -> ErrorMessageWriter.write(verdict, received.controlNumber(), at, sink),
                        null));
            }
            String release = advice.advice().verdicts().get(0).release();
            groups.add(new GroupPlan("", "", "", release, sets, null));
        }
        return new InterchangePlan(
                draft.through(), envelope, envelope.sender(), envelope.receiver(), null, groups, draft);
    }

    private static EdifactEnvelope turnedRound(InterchangeHeader received) {
        EdifactSettings settings = EdifactSettings.answering(received);
        return new EdifactEnvelope(
                settings.delimiters(),
                "",
                settings.una(),
                settings.level().name(),
                settings.version(),
                address(settings.sender()),
                settings.sender().address(),
                address(settings.receiver()),
                settings.receiver().address(),
                "",
                false,
                "",
                received.usage(),
                false,
                "",
                "",
                SyntaxReport.release(received),
                "",
                settings.upperCase(),
                true,
                1,
                1);
    }

    private static Address address(EdifactSettings.Party party) {
        return new Address(party.qualifier(), party.id());
    }
}
