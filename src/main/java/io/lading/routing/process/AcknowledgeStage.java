package io.lading.routing.process;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.ApplicationAdvice;
import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.GroupOutcome;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.acknowledgement.SetDecision;
import io.lading.interchange.Finding;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Envelope;
import io.lading.partner.Identification;
import io.lading.partner.Identification.Refused;
import io.lading.partner.Partner;
import io.lading.partner.ReceivingAgreement;
import io.lading.tracking.GroupState;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.SetState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is accepted, and drafts what we answer. The whole interchange was read before this stage, so nothing is
 * accepted of one whose trailers are missing.
 */
public final class AcknowledgeStage {
    private final Clock clock;

    public AcknowledgeStage(Clock clock) {
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void acknowledge(Batch batch) {
        Community now = batch.knowledge().community();
        batch.open().forEach(transmission -> {
            for (InboundInterchange interchange : transmission.interchanges()) {
                if (!IdentifyStage.isWithoutEnvelope(interchange) && mayBeAnswered(interchange)) {
                    acknowledge(batch, now, transmission, interchange);
                }
            }
        });
        batch.openSets().forEach(set -> set.reached(Stage.ACKNOWLEDGED));
        batch.passed(Stage.ACKNOWLEDGED, clock.instant());
        batch.accepted();
    }

    /** Repeats were answered the first time; what is held waits; and nobody unknown is answered. */
    private static boolean mayBeAnswered(InboundInterchange interchange) {
        boolean unknown = interchange
                .sets()
                .map(InboundSet::identification)
                .anyMatch(found -> found instanceof Refused refused && !refused.answerable());
        return switch (interchange.state()) {
            case REPEATED, HELD -> false;
            case UNRECOGNISED, ACCEPTED, PARTIALLY_ACCEPTED, REJECTED, ENVELOPED -> !unknown;
        };
    }

    private void acknowledge(
            Batch batch, Community community, InboundTransmission transmission, InboundInterchange interchange) {
        Terms terms = terms(community, transmission, interchange);
        InterchangeDecision decision = Acknowledger.decide(outcome(interchange), terms.policy());
        apply(interchange, decision);
        List<AcknowledgementDraft.Advice> advices =
                terms.policy().overlay() == AcknowledgementPolicy.Overlays.LEAVE_OUT ? advices(decision) : List.of();
        boolean anything = decision.acknowledged()
                || !advices.isEmpty()
                || decision.groups().stream().anyMatch(GroupDecision::acknowledged);
        if (anything
                && terms.through() != null
                && !transmission.facts().redone().answered()) {
            Optional<Envelope> envelope = Optional.ofNullable(terms.agreement()).flatMap(ReceivingAgreement::envelope);
            batch.acknowledgements()
                    .add(new AcknowledgementDraft(
                            transmission, interchange, decision, advices, terms.through(), envelope));
        }
    }

    /** What breaks the partner's guide alone, told set by set. */
    private List<AcknowledgementDraft.Advice> advices(InterchangeDecision decision) {
        Instant now = clock.instant();
        List<AcknowledgementDraft.Advice> advices = new ArrayList<>();
        for (GroupDecision group : decision.groups()) {
            ApplicationAdvice.ofGuide(group, now)
                    .ifPresent(advice -> advices.add(
                            new AcknowledgementDraft.Advice(group.outcome().header(), advice)));
        }
        return advices;
    }

    private record Terms(
            AcknowledgementPolicy policy,
            @Nullable Connection through,
            @Nullable ReceivingAgreement agreement) {}

    /** The agreement's policy; without an agreement the partner's own base policy; else no answer. */
    private static Terms terms(Community community, InboundTransmission transmission, InboundInterchange interchange) {
        ReceivingAgreement agreement = interchange.agreements().findFirst().orElse(null);
        if (agreement != null) {
            return new Terms(
                    policy(agreement.acknowledge(), agreement.trailerDefects()),
                    through(community, agreement.acknowledge()),
                    agreement);
        }
        io.lading.partner.AcknowledgementPolicy base = community
                .partner(transmission.facts().partner())
                .flatMap(Partner::acknowledgement)
                .orElse(io.lading.partner.AcknowledgementPolicy.NONE);
        return new Terms(policy(base, ReceivingAgreement.TrailerDefects.REJECT_ALL), through(community, base), null);
    }

    private static @Nullable Connection through(Community community, io.lading.partner.AcknowledgementPolicy agreed) {
        return agreed.through().flatMap(community::connection).orElse(null);
    }

    private static AcknowledgementPolicy policy(
            io.lading.partner.AcknowledgementPolicy agreed, ReceivingAgreement.TrailerDefects trailers) {
        AcknowledgementPolicy.Ta1 ta1 =
                switch (agreed.ta1()) {
                    case NEVER -> AcknowledgementPolicy.Ta1.NEVER;
                    case REQUESTED -> AcknowledgementPolicy.Ta1.AS_REQUESTED;
                    case ON_ERROR -> AcknowledgementPolicy.Ta1.ON_ERROR;
                };
        AcknowledgementPolicy.Functional functional =
                switch (agreed.functional()) {
                    case NONE -> AcknowledgementPolicy.Functional.NONE;
                    // EDIFACT knows one answer only, whatever it is called.
                    case ACKNOWLEDGEMENT_997, CONTRL -> AcknowledgementPolicy.Functional.X12_997;
                    case ACKNOWLEDGEMENT_999 -> AcknowledgementPolicy.Functional.X12_999;
                };
        AcknowledgementPolicy.Trailers release = trailers == ReceivingAgreement.TrailerDefects.REJECT_ALL
                ? AcknowledgementPolicy.Trailers.REJECT_ALL
                : AcknowledgementPolicy.Trailers.RELEASE_GOOD_GROUPS;
        AcknowledgementPolicy.Overlays overlays =
                switch (agreed.guide()) {
                    case REJECT -> AcknowledgementPolicy.Overlays.REJECT_WITH_NEAREST_CODE;
                    case ACCEPT -> AcknowledgementPolicy.Overlays.ACCEPT_WITH_ERRORS;
                    case ADVISE -> AcknowledgementPolicy.Overlays.LEAVE_OUT;
                };
        return AcknowledgementPolicy.USUAL
                .with(ta1)
                .with(functional)
                .with(release)
                .with(overlays);
    }

    private static InterchangeOutcome outcome(InboundInterchange interchange) {
        List<GroupOutcome> groups = new ArrayList<>();
        for (InboundGroup group : interchange.groups()) {
            long declared = group.trailer() == null ? -1 : group.trailer().declaredCount();
            groups.add(new GroupOutcome(
                    group.header(),
                    group.outcomes(),
                    declared,
                    group.trailer() != null,
                    List.copyOf(group.findings())));
        }
        return new InterchangeOutcome(
                interchange.header(),
                groups,
                interchange.trailer() != null,
                List.copyOf(interchange.findings()),
                !interchange.interchangeAcknowledgements().isEmpty());
    }

    private static void apply(InboundInterchange interchange, InterchangeDecision decision) {
        long released = 0;
        for (int g = 0; g < interchange.groups().size(); g++) {
            InboundGroup group = interchange.groups().get(g);
            GroupDecision said = decision.groups().get(g);
            group.become(groupState(said.disposition()));
            for (int s = 0; s < group.sets().size(); s++) {
                apply(group.sets().get(s), said.sets().get(group.place(s)), decision);
            }
            applyToPlain(group, said, decision);
            released += said.accepted();
        }
        if (interchange.isStopped()) {
            return;
        }
        long all = interchange.setCount();
        if (decision.disposition() == Disposition.REJECTED || (all > 0 && released == 0)) {
            interchange.become(InterchangeState.REJECTED);
        } else if (released < all) {
            interchange.become(InterchangeState.PARTIALLY_ACCEPTED);
        }
    }

    private static void apply(InboundSet set, SetDecision said, InterchangeDecision interchange) {
        if (set.isEnded()) {
            return;
        }
        if (said.isReleased()) {
            set.become(said.disposition() == Disposition.ACCEPTED ? SetState.ACCEPTED : SetState.ACCEPTED_WITH_ERRORS);
            return;
        }
        set.reached(Stage.ACKNOWLEDGED);
        set.end(SetState.REJECTED, why(set.group(), said, interchange));
    }

    /** What is said of one plain set is said of all: nothing but the group and interchange can be against them. */
    private static void applyToPlain(InboundGroup group, GroupDecision said, InterchangeDecision interchange) {
        if (group.plain().count() > 0) {
            SetDecision first = said.sets().get(group.placeOfPlain());
            if (!first.isReleased()) {
                group.plain().end(SetState.REJECTED, why(group, first, interchange));
            }
        }
    }

    private static String why(InboundGroup group, SetDecision said, InterchangeDecision interchange) {
        return said.reported().stream()
                .findFirst()
                .or(() -> group.findings().stream().findFirst())
                .or(() -> interchange.outcome().findings().stream().findFirst())
                .map(Finding::sentence)
                .orElse("Its group or interchange was refused.");
    }

    private static GroupState groupState(Disposition disposition) {
        return switch (disposition) {
            case ACCEPTED -> GroupState.ACCEPTED;
            case ACCEPTED_WITH_ERRORS -> GroupState.ACCEPTED_WITH_ERRORS;
            case PARTIALLY_ACCEPTED -> GroupState.PARTIALLY_ACCEPTED;
            case REJECTED -> GroupState.REJECTED;
        };
    }

    /** Acknowledgements need no agreement. */
    static boolean isAcknowledgement(@Nullable Identification identification) {
        return identification instanceof Identification.Known;
    }
}
