package io.lading.routing.process;

import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.FunctionalAcknowledgement;
import io.lading.acknowledgement.SyntaxReport;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.partner.Community;
import io.lading.partner.Expectation;
import io.lading.partner.Partner;
import io.lading.partner.SendingAgreement;
import io.lading.routing.deliver.Dispatch;
import io.lading.routing.process.InterchangePlan.GroupPlan;
import io.lading.routing.process.InterchangePlan.SetPlan;
import io.lading.syntax.WrittenSet;
import io.lading.tracking.AcknowledgementRow;
import io.lading.tracking.AcknowledgementStatus;
import io.lading.tracking.Direction;
import io.lading.tracking.ExpectationRow;
import io.lading.tracking.ExpectationState;
import io.lading.tracking.GroupRow;
import io.lading.tracking.GroupState;
import io.lading.tracking.Ids;
import io.lading.tracking.InterchangeRow;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.SetRow;
import io.lading.tracking.SetState;
import io.lading.tracking.UnitOfWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes planned interchanges: the bytes, their rows, what they acknowledge and what is owed for them. */
final class InterchangeComposer {
    private static final String X12_MEDIA_TYPE = "application/edi-x12";
    private static final String EDIFACT_MEDIA_TYPE = "application/edifact";

    private final Ids ids;
    private final Payloads payloads;
    private final Dispatch dispatch;

    InterchangeComposer(Ids ids, Payloads payloads, Dispatch dispatch) {
        this.ids = ids;
        this.payloads = payloads;
        this.dispatch = dispatch;
    }

    void compose(Batch batch, Community community, InterchangePlan plan, ControlNumbers numbers, Instant at) {
        ZoneId zone = community
                .partner(plan.connection().partner())
                .map(Partner::zone)
                .orElse(ZoneOffset.UTC);
        Composition written = Composition.write(plan, numbers, LocalDateTime.ofInstant(at, zone));
        List<Finding> errors = written.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            deliveries(plan).forEach(delivery -> {
                delivery.findings().addAll(errors);
                delivery.hold(errors.get(0).sentence());
            });
            return;
        }
        UnitOfWork unit = batch.unit();
        long transmission = ids.next();
        long interchange = ids.next();
        unit.add(interchangeRow(plan, written, interchange, transmission, at));
        for (int g = 0; g < plan.groups().size(); g++) {
            group(unit, plan, written, g, new Carrier(interchange, transmission), at);
        }
        AcknowledgementDraft answered = plan.acknowledges();
        if (answered != null && plan.answer() != null) {
            unit.add(acknowledgement(
                    "TA1",
                    status(answered.decision().disposition()),
                    answered.interchange().id(),
                    null,
                    new Carrier(interchange, transmission),
                    at));
        }
        if (answered != null && plan.standard() == Standard.EDIFACT) {
            String kind = plan.groups().get(0).sets().get(0).type();
            boolean report = kind.equals(SyntaxReport.MESSAGE_TYPE);
            unit.add(acknowledgement(
                    kind,
                    report ? status(answered.decision().disposition()) : AcknowledgementStatus.ACCEPTED_WITH_ERRORS,
                    answered.interchange().id(),
                    null,
                    new Carrier(interchange, transmission),
                    at));
        }
        send(batch, plan, written, transmission, at);
    }

    /** @param interchange ours, and the transmission that carries it */
    private record Carrier(long interchange, long transmission) {}

    private static InterchangeRow interchangeRow(
            InterchangePlan plan, Composition written, long id, long transmission, Instant at) {
        return new InterchangeRow(
                id,
                transmission,
                Direction.OUT,
                1,
                InterchangeState.ENVELOPED,
                plan.standard().name(),
                plan.sender().qualifier(),
                plan.sender().id(),
                plan.receiver().qualifier(),
                plan.receiver().id(),
                written.controlNumber(),
                usage(plan),
                plan.settings().version(),
                written.date(),
                written.time(),
                BatchRecord.bytes(written.delimiters()),
                0,
                written.bytes().length,
                Payloads.sha256(written.bytes()),
                null,
                null,
                at);
    }

    private void group(
            UnitOfWork unit, InterchangePlan plan, Composition written, int index, Carrier carrier, Instant at) {
        GroupPlan group = plan.groups().get(index);
        long groupId = ids.next();
        unit.add(new GroupRow(
                groupId,
                carrier.interchange(),
                Direction.OUT,
                index + 1,
                GroupState.ENVELOPED,
                group.functionalId(),
                group.sender(),
                group.receiver(),
                written.groupControlNumbers().get(index),
                group.release(),
                group.sets().size(),
                null));
        for (int s = 0; s < group.sets().size(); s++) {
            SetPlan set = group.sets().get(s);
            WrittenSet span = written.sets().get(index).get(s);
            DeliveryDraft delivery = set.delivery();
            long setId = ids.next();
            unit.add(new SetRow(
                    setId,
                    groupId,
                    carrier.interchange(),
                    carrier.transmission(),
                    Direction.OUT,
                    s + 1,
                    SetState.ENVELOPED,
                    set.type(),
                    span.controlNumber(),
                    group.release(),
                    delivery == null ? null : delivery.agreement().id(),
                    span.offset(),
                    span.endOffset(),
                    null,
                    null,
                    "{}",
                    at));
            if (delivery != null) {
                delivery.carriedBy(carrier.transmission(), setId);
            }
        }
        acknowledges(unit, plan, group, carrier, at);
        expect(unit, plan, group, groupId, carrier, at);
    }

    private void acknowledges(UnitOfWork unit, InterchangePlan plan, GroupPlan group, Carrier carrier, Instant at) {
        AcknowledgementDraft answered = plan.acknowledges();
        if (answered == null || group.answers() == null) {
            return;
        }
        Optional<InboundGroup> of = answered.interchange().groups().stream()
                .filter(inbound ->
                        inbound.header().equals(group.answers().outcome().header()))
                .findFirst();
        unit.add(acknowledgement(
                FunctionalAcknowledgement.setType(group.answers()),
                status(group.answers().disposition()),
                answered.interchange().id(),
                of.map(InboundGroup::id).orElse(null),
                carrier,
                at));
    }

    /** What we send is owed an answer from the moment it is delivered; until then the time stands still. */
    private void expect(
            UnitOfWork unit, InterchangePlan plan, GroupPlan group, long groupId, Carrier carrier, Instant at) {
        Optional<Expectation> expected = group.sets().stream()
                .map(SetPlan::delivery)
                .filter(delivery -> delivery != null)
                .findFirst()
                .flatMap(delivery -> delivery.agreement().expect());
        expected.ifPresent(expectation -> unit.add(new ExpectationRow(
                ids.next(),
                expectation.functional().word(),
                ExpectationState.OPEN,
                plan.connection().partner(),
                carrier.interchange(),
                groupId,
                carrier.transmission(),
                at.plus(expectation.within()),
                at)));
    }

    private AcknowledgementRow acknowledgement(
            String kind,
            AcknowledgementStatus status,
            long interchange,
            @Nullable Long group,
            Carrier carrier,
            Instant at) {
        return new AcknowledgementRow(
                ids.next(),
                Direction.OUT,
                kind,
                status,
                interchange,
                group,
                null,
                carrier.interchange(),
                carrier.transmission(),
                null,
                at);
    }

    private void send(Batch batch, InterchangePlan plan, Composition written, long transmission, Instant at) {
        boolean x12 = plan.standard() == Standard.X12;
        String mediaType = x12 ? X12_MEDIA_TYPE : EDIFACT_MEDIA_TYPE;
        Payloads.Kept kept = payloads.keep(batch.unit(), written.bytes(), mediaType);
        AcknowledgementDraft answered = plan.acknowledges();
        List<DeliveryDraft> deliveries = deliveries(plan);
        InboundTransmission origin = answered != null
                ? answered.transmission()
                : deliveries.get(0).document().set().transmission();
        // Several documents in one interchange keep the order of the first; a key for each would need a place in each
        // queue.
        Long orderKey = answered != null ? null : OrderKeys.of(deliveries.get(0));
        // Control numbers are locked by now, until the commit: ids taken here ascend as they do.
        boolean inOrder =
                answered == null && deliveries.get(0).agreement().order() == SendingAgreement.SendingOrder.IN_ORDER;
        String number = answered != null || deliveries.size() > 1
                ? written.controlNumber()
                : deliveries.get(0).document().document().number();
        dispatch.add(
                batch.unit(),
                new Dispatch.Parcel(
                        transmission,
                        plan.connection(),
                        usage(plan),
                        answered != null ? Lane.ACKNOWLEDGEMENT : documentLane(batch),
                        kept,
                        plan.connection().setting("contentType").orElse(mediaType),
                        plan.standard().name(),
                        Map.of(
                                "document",
                                plan.groups().isEmpty()
                                        ? "TA1"
                                        : plan.groups().get(0).sets().get(0).type(),
                                "number",
                                number,
                                "control",
                                written.controlNumber(),
                                "extension",
                                x12 ? "x12" : "edi"),
                        orderKey,
                        inOrder ? ids.next() : origin.id(),
                        inOrder ? null : origin.facts().connection(),
                        answered == null && deliveries.get(0).isUrgent()),
                at);
    }

    private static Lane documentLane(Batch batch) {
        return batch.lane() == Lane.ACKNOWLEDGEMENT ? Lane.INTERACTIVE : batch.lane();
    }

    static Usage usage(InterchangePlan plan) {
        AcknowledgementDraft answered = plan.acknowledges();
        return answered == null
                ? plan.settings().usage()
                : answered.interchange().header().usage();
    }

    private static List<DeliveryDraft> deliveries(InterchangePlan plan) {
        List<DeliveryDraft> all = new ArrayList<>();
        for (GroupPlan group : plan.groups()) {
            for (SetPlan set : group.sets()) {
                DeliveryDraft delivery = set.delivery();
                if (delivery != null) {
                    all.add(delivery);
                }
            }
        }
        return all;
    }

    private static AcknowledgementStatus status(Disposition disposition) {
        return switch (disposition) {
            case ACCEPTED -> AcknowledgementStatus.ACCEPTED;
            case ACCEPTED_WITH_ERRORS -> AcknowledgementStatus.ACCEPTED_WITH_ERRORS;
            case PARTIALLY_ACCEPTED -> AcknowledgementStatus.PARTIALLY_ACCEPTED;
            case REJECTED -> AcknowledgementStatus.REJECTED;
        };
    }
}
