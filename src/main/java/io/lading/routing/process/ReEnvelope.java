package io.lading.routing.process;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Delimiters;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.partner.SendingAgreement;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WorkQueue.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a document to one of its destinations once more, by today's agreement and map and under new control numbers. */
public final class ReEnvelope {
    private final KnowledgeBase knowledge;
    private final TranslateOutStage translate;
    private final EnvelopeStage envelope;

    public ReEnvelope(KnowledgeBase knowledge, TranslateOutStage translate, EnvelopeStage envelope) {
        this.knowledge = knowledge;
        this.translate = translate;
        this.envelope = envelope;
    }

    /** What came of it: the new transmission, or why there is none. */
    public record Result(
            @Nullable Long transmission, @Nullable String refusal) {}

    /** As part of the unit of work, which the caller commits. */
    public Result again(UnitOfWork unit, long deliveryId) {
        Optional<Stored> stored = load(unit, deliveryId);
        if (stored.isEmpty()) {
            return new Result(null, "There is no delivery of a document under this id.");
        }
        Knowledge today = knowledge.today();
        Optional<SendingAgreement> agreement =
                today.community().sendingAgreement(stored.get().agreement());
        if (agreement.isEmpty()) {
            return new Result(
                    null,
                    "The agreement " + stored.get().agreement() + " is no longer configured; configure it again.");
        }
        Optional<Document> document =
                DocumentJson.read(Payloads.read(unit, stored.get().payload())).single();
        if (document.isEmpty()) {
            return new Result(null, "The stored document cannot be read by this version of the hub.");
        }
        InboundTransmission of = transmission(stored.get(), document.get(), agreement.get(), deliveryId);
        Batch batch = new Batch(unit, Lane.INTERACTIVE, today, List.of(of));
        translate.translate(batch);
        DeliveryDraft delivery = envelope.again(batch);
        if (delivery.heldBecause() != null) {
            return new Result(null, delivery.heldBecause());
        }
        return new Result(delivery.transmissionId(), null);
    }

    private record Stored(
            long document,
            long payload,
            String agreement,
            String map,
            String mapVersion,
            String partner,
            String connection,
            Usage usage,
            long transmission,
            Instant receivedAt) {}

    private static Optional<Stored> load(UnitOfWork unit, long deliveryId) {
        return unit
                .query(
                        """
                        select d.id, d.payload_id, v.agreement, d.map, d.map_version, t.partner, t.connection, d.usage,
                            t.id as transmission, t.created_at
                        from delivery v join document d on d.id = v.document_id
                        join transmission t on t.id = d.transmission_id
                        where v.id = ?""",
                        row -> new Stored(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                Usage.valueOf(row.getString(8)),
                                row.getLong(9),
                                instant(UnitOfWork.instant(row, "created_at"))),
                        deliveryId)
                .stream()
                .findFirst();
    }

    /** The stages know batches only, so the one document travels as a batch of one, past the stages it has passed. */
    private static InboundTransmission transmission(
            Stored stored, Document document, SendingAgreement agreement, long deliveryId) {
        Work work = new Work(
                0, Hop.PROCESS, Lane.INTERACTIVE, stored.connection(), stored.transmission(), 0, null, null, 0, 0);
        InboundTransmission.Facts facts = new InboundTransmission.Facts(
                stored.transmission(),
                stored.partner(),
                stored.connection(),
                "application/json",
                null,
                0,
                stored.payload(),
                stored.receivedAt(),
                InboundTransmission.Redone.NO,
                null);
        InboundTransmission transmission = new InboundTransmission(work, facts, new byte[0]);
        InboundInterchange interchange = new InboundInterchange(0, 1, header(stored.usage()));
        InboundGroup group = new InboundGroup(0, 1, interchange, new GroupHeader("", "", "", "", "", "", "", "", 0));
        InboundSet set =
                new InboundSet(0, transmission, group, new SetHeader(document.type(), "", "", "", 1, 0), null, true, 0);
        DocumentDraft draft =
                new DocumentDraft(stored.document(), set, 1, document, stored.map(), stored.mapVersion(), List.of());
        draft.deliveries().add(new DeliveryDraft(deliveryId, draft, agreement));
        set.documents().add(draft);
        group.sets().add(set);
        interchange.groups().add(group);
        transmission.interchanges().add(interchange);
        return transmission;
    }

    private static InterchangeHeader header(Usage usage) {
        return new InterchangeHeader(
                Standard.X12, "", "", "", "", "", "", "", "", false, usage, Delimiters.X12_USUAL, 0);
    }

    private static Instant instant(@Nullable Instant stored) {
        return stored == null ? Instant.EPOCH : stored;
    }
}
