package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.partner.DuplicatePolicy;
import io.lading.partner.ReceivingAgreement;
import io.lading.tracking.InterchangeRegister;
import io.lading.tracking.InterchangeRegister.Candidate;
import io.lading.tracking.InterchangeRegister.Seen;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.RecordId;
import io.lading.tracking.SetState;
import io.lading.tracking.StoredAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells repeats from new interchanges by sender, receiver, usage and control number within the agreement's window. An
 * interchange that came without its trailer is not remembered: its sender will send the whole of it under the same number.
 */
final class DuplicateCheck {
    private static final DuplicatePolicy BASE =
            new DuplicatePolicy(Duration.ofDays(365), DuplicatePolicy.OtherBytes.HOLD);

    private final Clock clock;

    DuplicateCheck(Clock clock) {
        this.clock = clock;
    }

    void check(Batch batch) {
        List<InboundInterchange> asking = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        batch.open().filter(transmission -> !transmission.facts().reprocess()).forEach(transmission -> {
            for (InboundInterchange interchange : transmission.interchanges()) {
                byte[] sha256 = interchange.sha256();
                if (interchange.trailer() != null && sha256 != null && !interchange.isStopped()) {
                    asking.add(interchange);
                    candidates.add(new Candidate(
                            key(interchange.header()),
                            sha256,
                            interchange.id(),
                            policy(interchange).window()));
                }
            }
        });
        if (candidates.isEmpty()) {
            return;
        }
        List<Seen> answers = InterchangeRegister.register(batch.unit(), candidates, clock.instant());
        for (int i = 0; i < answers.size(); i++) {
            judge(asking.get(i), answers.get(i));
            if (answers.get(i) instanceof Seen.SameBytes same) {
                StoredAnswers.sendAgain(batch.unit(), same.interchangeId());
            }
        }
    }

    private static void judge(InboundInterchange interchange, Seen seen) {
        if (seen instanceof Seen.SameBytes same) {
            interchange.repeats(same.interchangeId());
            interchange.stop(InterchangeState.REPEATED);
            interchange.endSets(
                    SetState.REPEATED,
                    "The same interchange was received before as " + RecordId.text(same.interchangeId())
                            + "; nothing was done twice.");
        } else if (seen instanceof Seen.OtherBytes other) {
            interchange.repeats(other.interchangeId());
            otherBytes(interchange, policy(interchange), RecordId.text(other.interchangeId()));
        }
    }

    private static void otherBytes(InboundInterchange interchange, DuplicatePolicy policy, String earlier) {
        InterchangeHeader header = interchange.header();
        Finding finding = Finding.error(
                FindingCode.DUPLICATE_INTERCHANGE,
                new Position(null, header.controlNumber(), null, null, null, null, 0, 0, 0, 0, null, header.offset()),
                "a control number that was not used before",
                header.controlNumber() + ", which interchange " + earlier + " used for other content");
        switch (policy.otherBytes()) {
            case HOLD -> {
                interchange.findings().add(finding);
                interchange.stop(InterchangeState.HELD);
                interchange.endSets(SetState.HELD, finding.message());
            }
            case REJECT -> interchange.findings().add(finding);
            case ACCEPT -> interchange.findings().add(finding.withSeverity(io.lading.interchange.Severity.WARNING));
        }
    }

    private static DuplicatePolicy policy(InboundInterchange interchange) {
        return interchange
                .agreements()
                .map(ReceivingAgreement::duplicates)
                .findFirst()
                .orElse(BASE);
    }

    private static String key(InterchangeHeader header) {
        return String.join(
                "|",
                header.standard().name(),
                header.senderQualifier(),
                header.sender(),
                header.receiverQualifier(),
                header.receiver(),
                header.usage().x12(),
                header.controlNumber());
    }
}
