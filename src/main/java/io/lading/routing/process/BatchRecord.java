package io.lading.routing.process;

import io.lading.document.Document;
import io.lading.document.Line;
import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingForm;
import io.lading.interchange.InterchangeHeader;
import io.lading.mapping.AwaitedValue;
import io.lading.partner.Community;
import io.lading.partner.ReceivingAgreement;
import io.lading.tracking.CollectedRow;
import io.lading.tracking.DeliveryRow;
import io.lading.tracking.DeliveryState;
import io.lading.tracking.Direction;
import io.lading.tracking.DocumentRow;
import io.lading.tracking.GroupRow;
import io.lading.tracking.InterchangeRow;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.Payloads;
import io.lading.tracking.SetRow;
import io.lading.tracking.SetState;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.UnitOfWork;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes down what the stages made of a batch's transmissions: one row for each entity, all in the batch's commit. */
final class BatchRecord {
    /** Of a hopeless file the first ones tell enough. */
    static final int MOST_FINDINGS = 200;

    /** So many rows of sets are held back before they are sent to the database. */
    static final int ROWS_A_FLUSH = 2_000;

    private final Payloads payloads;

    BatchRecord(Payloads payloads) {
        this.payloads = payloads;
    }

    void write(Batch batch, Community community, Instant now) {
        UnitOfWork unit = batch.unit();
        if (batch.pass() == Batch.Pass.LATER) {
            batch.transmissions().forEach(transmission -> {
                writeDocuments(unit, transmission, community, now);
                transmission.sets().forEach(set -> {
                    await(unit, transmission, set, now);
                    SetNumbers.write(unit, batch.knowledge().maps(), transmission, set);
                });
            });
            return;
        }
        List<Overall> states = new ArrayList<>();
        for (InboundTransmission transmission : batch.transmissions()) {
            transmission.interchanges().forEach(interchange -> write(batch, transmission, interchange, now));
            if (batch.pass() == Batch.Pass.WHOLE) {
                writeDocuments(unit, transmission, community, now);
            }
            states.add(Overall.of(transmission));
        }
        writeStates(unit, states, batch.knowledge(), now);
    }

    /** In one statement for all rows: one for each costs the database more than what it does. */
    private static void writeStates(UnitOfWork unit, List<Overall> states, Knowledge knowledge, Instant now) {
        unit.update(
                """
                update transmission t set state = n.state, usage = n.usage, reason = n.reason,
                    findings = n.findings, completed_at = ?::timestamptz, knowledge = ?::bigint
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::jsonb[])
                    as n(id, state, usage, reason, findings)
                where t.id = n.id""",
                now,
                knowledge.id() == 0 ? null : knowledge.id(),
                states.stream().map(Overall::id).toArray(Long[]::new),
                states.stream().map(overall -> overall.state().name()).toArray(String[]::new),
                states.stream().map(Overall::usage).toArray(String[]::new),
                states.stream().map(Overall::reason).toArray(String[]::new),
                states.stream().map(Overall::findings).toArray(String[]::new));
    }

    private void writeDocuments(UnitOfWork unit, InboundTransmission transmission, Community community, Instant now) {
        transmission
                .sets()
                .flatMap(set -> set.documents().stream())
                .forEach(document -> write(unit, transmission, document, community, now));
    }

    /** What became of a transmission as a whole. */
    private record Overall(
            long id,
            TransmissionState state,
            @Nullable String usage,
            @Nullable String reason,
            @Nullable String findings) {

        static Overall of(InboundTransmission transmission) {
            TransmissionState state = overall(transmission);
            String usage = transmission.interchanges().isEmpty()
                    ? null
                    : transmission.interchanges().get(0).header().usage().name();
            String reason = BatchRecord.reason(transmission, state);
            return new Overall(
                    transmission.id(), state, usage, reason, FindingForm.write(transmission.findings(), MOST_FINDINGS));
        }
    }

    /** The state a person should see first: what needs one goes before what is done. */
    static TransmissionState overall(InboundTransmission transmission) {
        if (transmission.isEnded()) {
            return transmission.state();
        }
        boolean quarantined = anySet(transmission, SetState.QUARANTINED);
        boolean unrecognised = anySet(transmission, SetState.UNRECOGNISED)
                || anyInterchange(transmission, InterchangeState.UNRECOGNISED);
        boolean held = anySet(transmission, SetState.HELD) || anyInterchange(transmission, InterchangeState.HELD);
        if (quarantined) {
            return TransmissionState.QUARANTINED;
        }
        if (unrecognised) {
            return TransmissionState.UNRECOGNISED;
        }
        if (held) {
            return TransmissionState.HELD;
        }
        boolean repeated = transmission.interchanges().stream()
                .allMatch(interchange -> interchange.state() == InterchangeState.REPEATED);
        return repeated ? TransmissionState.REPEATED : TransmissionState.PROCESSED;
    }

    private static boolean anySet(InboundTransmission transmission, SetState state) {
        return transmission.sets().anyMatch(set -> set.state() == state)
                || transmission.plainSets().anyMatch(plain -> plain.state() == state);
    }

    private static boolean anyInterchange(InboundTransmission transmission, InterchangeState state) {
        return transmission.interchanges().stream().anyMatch(interchange -> interchange.state() == state);
    }

    private static @Nullable String reason(InboundTransmission transmission, TransmissionState state) {
        if (transmission.reason() != null || state == TransmissionState.PROCESSED) {
            return transmission.reason();
        }
        Stream<@Nullable String> ofSets = Stream.concat(
                transmission.sets().map(InboundSet::reason),
                transmission.plainSets().map(PlainSets::reason));
        return ofSets.filter(why -> why != null).findFirst().orElse(null);
    }

    private static void write(
            Batch batch, InboundTransmission transmission, InboundInterchange interchange, Instant now) {
        InterchangeHeader header = interchange.header();
        boolean bare = IdentifyStage.isWithoutEnvelope(interchange);
        batch.unit()
                .add(new InterchangeRow(
                        interchange.id(),
                        transmission.id(),
                        Direction.IN,
                        interchange.ordinal(),
                        interchange.state(),
                        bare ? header.version() : header.standard().name(),
                        header.senderQualifier(),
                        header.sender(),
                        header.receiverQualifier(),
                        header.receiver(),
                        header.controlNumber(),
                        header.usage(),
                        header.version(),
                        header.date(),
                        header.time(),
                        bytes(header.delimiters()),
                        header.offset(),
                        interchange.endOffset(),
                        interchange.sha256(),
                        interchange.repeatOf(),
                        FindingForm.write(interchange.findings(), MOST_FINDINGS),
                        now));
        for (InboundGroup group : interchange.groups()) {
            batch.unit()
                    .add(new GroupRow(
                            group.id(),
                            interchange.id(),
                            Direction.IN,
                            group.ordinal(),
                            group.state(),
                            group.header().functionalId(),
                            group.header().sender(),
                            group.header().receiver(),
                            group.header().controlNumber(),
                            group.header().release(),
                            group.setCount(),
                            FindingForm.write(group.findings(), MOST_FINDINGS)));
            endPlain(batch, transmission, group);
            int rows = 0;
            for (InboundSet set : group.sets()) {
                write(batch, transmission, set, now);
                if (++rows % ROWS_A_FLUSH == 0) {
                    batch.unit().flush();
                }
            }
        }
    }

    private static void write(Batch batch, InboundTransmission transmission, InboundSet set, Instant now) {
        await(batch.unit(), transmission, set, now);
        SetNumbers.write(batch.unit(), batch.knowledge().maps(), transmission, set);
        if (!set.parts().isEmpty() && SplitRecord.isAccepted(set)) {
            CutParts.write(batch.unit(), set, transmission.wholeSet());
        }
        writeRow(batch, transmission, set, now);
    }

    /** The rows of plain sets stand since the first pass met them; mends them where it has found out otherwise. */
    private static void endPlain(Batch batch, InboundTransmission transmission, InboundGroup group) {
        PlainSets plain = group.plain();
        if (plain.isEnded()) {
            Stage reached = plain.state() == SetState.REJECTED ? Stage.ACKNOWLEDGED : Stage.VALIDATED;
            batch.unit().flush();
            batch.unit()
                    .update(
                            "update transaction_set set state = ?, reason = ?, stage_times = ?::timestamptz[]"
                                    + " where interchange_id = ? and group_id = ? and id between ? and ?"
                                    + " and state = 'ACCEPTED'",
                            plain.state(),
                            plain.reason(),
                            batch.stageTimes(transmission.facts().receivedAt(), reached),
                            group.interchange().id(),
                            group.id(),
                            plain.first(),
                            plain.last());
        }
    }

    static void writeRow(Batch batch, InboundTransmission transmission, InboundSet set, Instant now) {
        ReceivingAgreement agreement = set.agreement();
        batch.unit()
                .add(new SetRow(
                        set.id(),
                        set.group().id(),
                        set.group().interchange().id(),
                        transmission.id(),
                        Direction.IN,
                        set.header().ordinal(),
                        set.state(),
                        set.header().type(),
                        set.header().controlNumber(),
                        set.header().release(),
                        agreement == null ? null : agreement.id(),
                        set.header().offset(),
                        set.endOffset(),
                        set.reason(),
                        set.isClean() ? null : FindingForm.write(set.findings(), MOST_FINDINGS),
                        batch.stageTimes(transmission.facts().receivedAt(), set.reached()),
                        now));
    }

    private static void await(UnitOfWork unit, InboundTransmission transmission, InboundSet set, Instant now) {
        ReceivingAgreement agreement = set.agreement();
        if (agreement != null) {
            await(unit, "transmission_id", transmission.id(), agreement.id(), set.awaited(), now);
        }
    }

    /** What a set or delivery waits for; {@code whose} is the column that says who. */
    private static void await(
            UnitOfWork unit, String whose, long id, String agreement, List<AwaitedValue> awaited, Instant now) {
        for (AwaitedValue value : awaited) {
            unit.update(
                    "insert into lookup_wait (" + whose
                            + ", agreement, name, column_name, value, read, day, created_at) values (?, ?, ?, ?, ?, ?, ?::date, ?)",
                    id,
                    agreement,
                    value.table(),
                    value.column(),
                    value.value(),
                    value.read(),
                    value.day() == null ? null : value.day().toString(),
                    now);
        }
    }

    private void write(
            UnitOfWork unit, InboundTransmission transmission, DocumentDraft draft, Community community, Instant now) {
        ReceivingAgreement agreement = draft.set().agreement();
        Payloads.Kept canonical = payloads.keep(unit, draft.canonical(), "application/json");
        draft.keptAs(canonical);
        Summary summary = Summary.of(draft);
        unit.add(new DocumentRow(
                draft.id(),
                draft.set().id(),
                transmission.id(),
                draft.ordinal(),
                draft.document().type(),
                draft.document().number(),
                summary.numbers(),
                summary.purpose(),
                agreement == null ? transmission.facts().partner() : agreement.partner(),
                agreement == null ? "" : agreement.id(),
                draft.set().group().interchange().header().usage(),
                summary.issued(),
                summary.currency(),
                summary.lines(),
                summary.total(),
                canonical.id(),
                draft.map(),
                draft.mapVersion(),
                draft.set().schemaVersion(),
                community.version(),
                FindingForm.write(draft.unused(), MOST_FINDINGS),
                now));
    }

    /** The row of a delivery, once it is known which transmission carries it. */
    static void write(UnitOfWork unit, DeliveryDraft delivery, Instant now) {
        String until = delivery.collectedUntil();
        if (until != null && delivery.output() instanceof Output.Segments segments) {
            long bytes = segments.recording().length();
            unit.add(new CollectedRow(delivery.id(), delivery.agreement().id(), bytes, now));
        }
        await(unit, "delivery_id", delivery.id(), delivery.agreement().id(), delivery.awaited(), now);
        unit.add(new DeliveryRow(
                delivery.id(),
                delivery.document().id(),
                delivery.transmissionId(),
                delivery.setId(),
                delivery.agreement().partner(),
                delivery.agreement().through(),
                delivery.agreement().id(),
                state(delivery),
                delivery.agreement().format().text(),
                delivery.mapVersion(),
                until == null ? delivery.heldBecause() : until,
                FindingForm.write(delivery.findings(), MOST_FINDINGS),
                now));
    }

    private static DeliveryState state(DeliveryDraft delivery) {
        if (delivery.heldBecause() != null) {
            return DeliveryState.HELD;
        }
        return delivery.collectedUntil() == null ? DeliveryState.READY : DeliveryState.WAITING;
    }

    static byte[] bytes(Delimiters delimiters) {
        return new byte[] {
            delimiters.element(),
            delimiters.component(),
            delimiters.repetition(),
            delimiters.segment(),
            delimiters.release(),
            delimiters.decimalMark()
        };
    }

    /** What lists show of a document without opening it. */
    private record Summary(
            List<String> numbers,
            @Nullable String purpose,
            @Nullable String issued,
            @Nullable String currency,
            int lines,
            @Nullable BigDecimal total) {

        static Summary of(DocumentDraft draft) {
            Document document = draft.document();
            return new Summary(
                    document.numbers().stream().limit(50).toList(),
                    document.purpose(),
                    document.issued() == null ? null : document.issued().toString(),
                    document.currency(),
                    document.lines().size(),
                    total(document));
        }

        /** Sum of quantity times price over the lines that have both. */
        private static @Nullable BigDecimal total(Document document) {
            BigDecimal sum = null;
            for (Object each : document.lines()) {
                if (!(each instanceof Line line)) {
                    continue;
                }
                BigDecimal quantity = line.quantity();
                BigDecimal price = line.price() == null ? null : line.price().amount();
                if (quantity != null && price != null) {
                    sum = (sum == null ? BigDecimal.ZERO : sum).add(quantity.multiply(price));
                }
            }
            return sum;
        }
    }
}
