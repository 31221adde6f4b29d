package io.lading.routing.process;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.tracking.Hop;
import io.lading.tracking.Ids;
import io.lading.tracking.Lane;
import io.lading.tracking.SetState;
import io.lading.tracking.WorkQueue.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was received through the stages in memory, with any knowledge: nothing is recorded, numbered or sent. Belongs
 * to one thread.
 */
public final class Rehearsal {
    private final UnwrapStage unwrap;
    private final IdentifyStage identify;
    private final ValidateStage validate;
    private final AcknowledgeStage acknowledge;
    private final TranslateStage translate;
    private final DecideStage decide;
    private final TranslateOutStage translateOut;

    public Rehearsal(Clock clock) {
        Ids ids = new Ids(0, 0, 0); // for the stages' own sake; none of them is ever seen
        this.unwrap = new UnwrapStage(ids, clock);
        this.identify = new IdentifyStage(clock);
        this.validate = new ValidateStage(clock);
        this.acknowledge = new AcknowledgeStage(clock);
        this.translate = new TranslateStage(ids, clock);
        this.decide = new DecideStage(ids, clock);
        this.translateOut = new TranslateOutStage(clock);
    }

    /**
     * Something received.
     *
     * @param partner whose connection it came through
     * @param bytes the clear ones
     */
    public record Input(
            String partner,
            String connection,
            String mediaType,
            @Nullable String fileName,
            byte[] bytes) {}

    /**
     * What would become of one transaction set, or of the whole where no set could be read.
     *
     * @param offset where it begins in the bytes
     * @param accepted true if it was translated, or matched as an acknowledgement
     * @param reason why it was not, in words without the place
     */
    public record Course(
            long offset, String type, String control, boolean accepted, String reason, List<Made> documents) {}

    /** A document, and where it would go. */
    public record Made(String type, String number, Fields fields, List<Sent> deliveries) {}

    /**
     * A delivery.
     *
     * @param agreement the receiver's
     * @param held why it would not leave; empty if it would
     * @param fields of what would be sent
     */
    public record Sent(String agreement, String partner, String through, String held, Fields fields) {}

    /** What would become of it, set by set. */
    public List<Course> of(Input input, Knowledge knowledge) {
        InboundTransmission transmission = transmission(input);
        Batch batch = Batch.inMemory(knowledge, transmission);
        unwrap.unwrap(batch);
        identify.identify(batch);
        validate.validate(batch);
        acknowledge.acknowledge(batch);
        translate.translate(batch);
        decide.decide(batch);
        translateOut.translate(batch);
        if (transmission.isEnded()) {
            String why = transmission.findings().stream()
                    .findFirst()
                    .map(Rehearsal::words)
                    .orElse(String.valueOf(transmission.reason()));
            return List.of(new Course(0, "", "", false, why, List.of()));
        }
        return transmission.sets().map(Rehearsal::course).toList();
    }

    private static InboundTransmission transmission(Input input) {
        Work work = new Work(0, Hop.PROCESS, Lane.INTERACTIVE, input.connection(), 0, 0, null, null, 0, 0, 0);
        InboundTransmission.Facts facts = new InboundTransmission.Facts(
                0,
                input.partner(),
                input.connection(),
                input.mediaType(),
                input.fileName(),
                input.bytes().length,
                0,
                Instant.EPOCH,
                // A control number that was used before is no news here, and nobody is answered.
                new InboundTransmission.Redone(true, Set.of(), Set.of(), null, true),
                null);
        return new InboundTransmission(work, facts, input.bytes());
    }

    private static Course course(InboundSet set) {
        boolean accepted =
                switch (set.state()) {
                    case TRANSLATED, MATCHED, ACCEPTED, ACCEPTED_WITH_ERRORS, REPEATED, ENVELOPED -> true;
                    case REJECTED, ORPHAN, HELD, UNRECOGNISED, QUARANTINED -> false;
                };
        return new Course(
                set.header().offset(),
                set.header().type(),
                set.header().controlNumber(),
                accepted,
                accepted ? "" : reason(set),
                set.documents().stream().map(Rehearsal::made).toList());
    }

    private static String reason(InboundSet set) {
        Optional<Finding> error = firstError(set.findings())
                .or(() -> firstError(set.group().findings()))
                .or(() -> firstError(set.group().interchange().findings()));
        boolean bySyntax = set.state() == SetState.REJECTED;
        if (error.isPresent() && (bySyntax || set.reason() == null)) {
            return words(error.get());
        }
        String reason = set.reason();
        return reason == null ? error.map(Rehearsal::words).orElse("") : reason;
    }

    private static Optional<Finding> firstError(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst();
    }

    /** Without the place in one file, so that the same fault in many documents reads the same. */
    private static String words(Finding finding) {
        String tag = finding.position().segment();
        int element = finding.position().element();
        String name = finding.position().elementName();
        String where = tag == null ? "" : tag + (element == 0 ? "" : element < 10 ? "0" + element : "" + element);
        String named = name == null || name.isEmpty() ? "" : " (" + name + ")";
        String found = finding.found().isEmpty() ? "nothing" : finding.quoted();
        return (where.isEmpty() ? "" : where + named + ": ") + "expected " + finding.expected() + ", found " + found;
    }

    private static Made made(DocumentDraft draft) {
        Document document = draft.document();
        List<Sent> deliveries = new ArrayList<>();
        for (DeliveryDraft delivery : draft.deliveries()) {
            String held = delivery.heldBecause();
            deliveries.add(new Sent(
                    delivery.agreement().id(),
                    delivery.agreement().partner(),
                    delivery.agreement().through(),
                    held == null ? "" : held,
                    Fields.of(delivery.output())));
        }
        return new Made(document.type(), document.number(), Fields.ofJson(draft.canonical()), deliveries);
    }
}
