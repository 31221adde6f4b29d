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
import io.lading.tracking.ChangedPayload;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WorkQueue.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends stored documents to a destination, once more or at last, by today's agreement and map and under new control numbers. */
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
        List<Stored> stored = load(unit, List.of(deliveryId));
        if (stored.isEmpty()) {
            return new Result(null, "There is no delivery of a document under this id.");
        }
        // What waits for others leaves alone now. Another node that lets it go holds its row until it has gone.
        boolean collected = unit.update("delete from collected where delivery_id = ?", deliveryId) > 0;
        if (!collected && stored.get(0).waits()) {
            return new Result(null, "It has just left together with others.");
        }
        return send(unit, stored).get(0);
    }

    /**
     * Sends documents of one agreement together, as part of the unit of work, which the caller commits.
     *
     * @return for each document what came of it; those that cannot be sent now are held
     */
    public List<Result> together(UnitOfWork unit, List<Long> deliveryIds) {
        List<Stored> stored = load(unit, deliveryIds);
        List<Result> results = send(unit, stored);
        for (int i = 0; i < stored.size(); i++) {
            if (results.get(i).transmission() == null) {
                unit.update(
                        "update delivery set state = 'HELD', reason = ? where id = ?",
                        results.get(i).refusal(),
                        stored.get(i).delivery());
            }
        }
        return results;
    }

    private List<Result> send(UnitOfWork unit, List<Stored> all) {
        Knowledge today = knowledge.today();
        Map<Long, Result> results = new HashMap<>();
        List<InboundTransmission> ready = new ArrayList<>();
        for (Stored stored : all) {
            Optional<SendingAgreement> agreement = today.community().sendingAgreement(stored.agreement());
            Optional<Document> document;
            try {
                document =
                        DocumentJson.read(Payloads.read(unit, stored.payload())).single();
            } catch (ChangedPayload e) {
                results.put(stored.delivery(), new Result(null, String.valueOf(e.getMessage())));
                continue;
            }
            if (agreement.isEmpty()) {
                String gone = "The agreement " + stored.agreement() + " is no longer configured; configure it again.";
                results.put(stored.delivery(), new Result(null, gone));
            } else if (document.isEmpty()) {
                String unread = "The stored document cannot be read by this version of the hub.";
                results.put(stored.delivery(), new Result(null, unread));
            } else {
                ready.add(transmission(stored, document.get(), agreement.get()));
            }
        }
        if (!ready.isEmpty()) {
            Batch batch = new Batch(unit, Lane.INTERACTIVE, today, ready);
            translate.translate(batch);
            for (DeliveryDraft delivery : envelope.again(batch)) {
                String held = delivery.heldBecause();
                results.put(delivery.id(), new Result(held == null ? delivery.transmissionId() : null, held));
            }
        }
        return all.stream()
                .map(stored -> results.getOrDefault(stored.delivery(), new Result(null, "It was not written.")))
                .toList();
    }

    private record Stored(
            long delivery,
            boolean waits,
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

    private static List<Stored> load(UnitOfWork unit, List<Long> deliveryIds) {
        return unit.query(
                """
                        select v.id as delivery, v.state, d.id, d.payload_id, v.agreement, d.map, d.map_version, t.partner, t.connection, d.usage,
                            t.id as transmission, t.created_at
                        from delivery v join document d on d.id = v.document_id
                        join transmission t on t.id = d.transmission_id
                        where v.id = any(?) order by v.id""",
                row -> new Stored(
                        row.getLong(1),
                        row.getString(2).equals("WAITING"),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        Usage.valueOf(row.getString(10)),
                        row.getLong(11),
                        instant(UnitOfWork.instant(row, "created_at"))),
                (Object) deliveryIds.toArray(new Long[0]));
    }

    /** The stages know batches only, so each document travels as a transmission of one, past the stages it has passed. */
    private static InboundTransmission transmission(Stored stored, Document document, SendingAgreement agreement) {
        Work work = new Work(
                0, Hop.PROCESS, Lane.INTERACTIVE, stored.connection(), stored.transmission(), 0, null, null, 0, 0, 0);
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
        draft.deliveries().add(new DeliveryDraft(stored.delivery(), draft, agreement));
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
