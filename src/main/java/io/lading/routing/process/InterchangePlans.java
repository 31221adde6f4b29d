package io.lading.routing.process;

import io.lading.acknowledgement.ApplicationAdvice;
import io.lading.acknowledgement.ApplicationAdviceWriter;
import io.lading.acknowledgement.FunctionalAcknowledgement;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.GroupOutcome;
import io.lading.acknowledgement.InterchangeAcknowledgement;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.partner.Address;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.EdifactEnvelope;
import io.lading.partner.Envelope;
import io.lading.partner.EnvelopeSettings;
import io.lading.partner.SendingAgreement;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans which interchanges carry the acknowledgements and documents of a batch. */
final class InterchangePlans {
    private final Community community;
    private final List<InterchangePlan> plans = new ArrayList<>();

    private InterchangePlans(Community community) {
        this.community = community;
    }

    static List<InterchangePlan> of(Batch batch, Community community) {
        InterchangePlans plans = new InterchangePlans(community);
        batch.acknowledgements().forEach(plans::answer);
        plans.documents(batch);
        return plans.plans;
    }

    private void answer(AcknowledgementDraft draft) {
        switch (draft.interchange().header().standard()) {
            case X12 -> answerX12(draft);
            case EDIFACT -> answerEdifact(draft);
        }
    }

    private void answerEdifact(AcknowledgementDraft draft) {
        if (draft.decision().acknowledged()) {
            plans.add(EdifactAnswer.plan(draft));
        }
        if (!draft.advices().isEmpty()) {
            plans.add(EdifactAnswer.advise(draft));
        }
    }

    private void answerX12(AcknowledgementDraft draft) {
        Optional<EnvelopeSettings> settings = draft.envelope()
                .filter(EnvelopeSettings.class::isInstance)
                .map(EnvelopeSettings.class::cast)
                .or(() -> community.partner(draft.through().partner()).flatMap(community::baseEnvelope));
        if (settings.isEmpty()) {
            return; // A partner without X12 identifiers has nothing we could be answering.
        }
        InterchangeHeader received = draft.interchange().header();
        InterchangeDecision decision = draft.decision();
        List<GroupPlan> groups = new ArrayList<>();
        decision.groups().stream()
                .filter(GroupDecision::acknowledged)
                .forEach(group -> groups.add(answer(settings.get(), group)));
        draft.advices().forEach(advice -> groups.add(advise(settings.get(), advice)));
        plans.add(new InterchangePlan(
                draft.through(),
                settings.get(),
                /* sender= */ quoted(
                        new Address(received.receiverQualifier(), received.receiver()),
                        settings.get().sender()),
                /* receiver= */ quoted(
                        new Address(received.senderQualifier(), received.sender()),
                        settings.get().receiver()),
                decision.acknowledged() ? InterchangeAcknowledgement.of(decision) : null,
                groups,
                draft));
    }

    /** What was received, unless an answer with it would be no better; then what is agreed. */
    private static Address quoted(Address received, Address agreed) {
        boolean fit = (received.qualifier() + received.id()).chars().noneMatch(Character::isISOControl);
        return fit ? received : agreed;
    }

    private static GroupPlan answer(EnvelopeSettings settings, GroupDecision group) {
        GroupHeader received = group.outcome().header();
        SetPlan set = new SetPlan(
                FunctionalAcknowledgement.setType(group),
                sink -> FunctionalAcknowledgement.write(group, settings.delimiters(), sink),
                null);
        return new GroupPlan(
                GroupOutcome.ACKNOWLEDGEMENTS,
                /* sender= */ received.receiver(),
                /* receiver= */ received.sender(),
                FunctionalAcknowledgement.release(group),
                List.of(set),
                group);
    }

    private static GroupPlan advise(EnvelopeSettings settings, AcknowledgementDraft.Advice advice) {
        GroupHeader about = advice.group();
        SetPlan set = new SetPlan(
                ApplicationAdvice.SET_TYPE,
                sink -> ApplicationAdviceWriter.write(advice.advice(), settings.delimiters(), sink),
                null);
        return new GroupPlan(
                ApplicationAdvice.FUNCTIONAL_ID,
                /* sender= */ about.receiver(),
                /* receiver= */ about.sender(),
                about.release(),
                List.of(set),
                null);
    }

    /** Documents of one agreement share groups and interchanges as far as the agreement allows. */
    private void documents(Batch batch) {
        Map<String, List<DeliveryDraft>> byAgreement = new LinkedHashMap<>();
        batch.openSets()
                .flatMap(set -> set.documents().stream())
                .flatMap(document -> document.deliveries().stream())
                .filter(DeliveryDraft::leavesInInterchange)
                .forEach(delivery -> byAgreement
                        .computeIfAbsent(
                                delivery.agreement().id() + (delivery.isUrgent() ? " urgent" : ""),
                                id -> new ArrayList<>())
                        .add(delivery));
        byAgreement.values().forEach(this::documents);
    }

    private void documents(List<DeliveryDraft> deliveries) {
        Optional<Envelope> settings = deliveries.get(0).agreement().envelope();
        Optional<Connection> connection =
                community.connection(deliveries.get(0).agreement().through());
        if (settings.isEmpty() || connection.isEmpty()) {
            deliveries.forEach(delivery ->
                    delivery.hold("The agreement " + delivery.agreement().id() + " has no envelope; correct it."));
            return;
        }
        Envelope envelope = settings.get();
        int perGroup = Math.max(1, envelope.setsPerGroup());
        boolean groups = !(envelope instanceof EdifactEnvelope edifact) || edifact.groups();
        int perInterchange = groups ? perGroup * Math.max(1, envelope.groupsPerInterchange()) : perGroup;
        for (List<DeliveryDraft> interchange : slices(deliveries, perInterchange)) {
            List<GroupPlan> plan = slices(interchange, perGroup).stream()
                    .map(group -> group(envelope, group))
                    .toList();
            plans.add(new InterchangePlan(
                    connection.get(), envelope, envelope.sender(), envelope.receiver(), null, plan, null));
        }
    }

    /** One document alone, as it would leave. */
    static Optional<InterchangePlan> alone(DeliveryDraft delivery, Community community) {
        SendingAgreement agreement = delivery.agreement();
        return agreement.envelope().flatMap(envelope -> community
                .connection(agreement.through())
                .map(connection -> new InterchangePlan(
                        connection,
                        envelope,
                        envelope.sender(),
                        envelope.receiver(),
                        null,
                        List.of(group(envelope, List.of(delivery))),
                        null)));
    }

    private static GroupPlan group(Envelope envelope, List<DeliveryDraft> deliveries) {
        List<SetPlan> sets = new ArrayList<>();
        String type = "";
        for (DeliveryDraft delivery : deliveries) {
            if (delivery.output() instanceof Output.Segments segments) {
                type = segments.setType();
                sets.add(new SetPlan(type, segments.recording()::replay, delivery));
            }
        }
        boolean headed = !(envelope instanceof EdifactEnvelope edifact) || edifact.groups();
        return new GroupPlan(
                headed ? FunctionalGroups.of(type) : "",
                headed ? envelope.groupSender() : "",
                headed ? envelope.groupReceiver() : "",
                envelope.release(),
                sets,
                null);
    }

    private static <T> List<List<T>> slices(List<T> whole, int size) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < whole.size(); from += size) {
            slices.add(whole.subList(from, Math.min(whole.size(), from + size)));
        }
        return slices;
    }
}
