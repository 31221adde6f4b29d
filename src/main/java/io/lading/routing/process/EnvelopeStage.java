package io.lading.routing.process;

import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Severity;
import io.lading.interchange.Usage;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.SendingAgreement;
import io.lading.routing.deliver.Dispatch;
import io.lading.routing.deliver.Events;
import io.lading.tracking.Completions;
import io.lading.tracking.Counters;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Hop;
import io.lading.tracking.Ids;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordId;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WakeUps;
import io.lading.tracking.measure.BusinessCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers and envelopes what leaves, and ends the hop: one commit makes the exact bytes, all that the stages found out
 * and the end of the work durable together.
 */
public final class EnvelopeStage {
    private static final Logger log = LoggerFactory.getLogger(EnvelopeStage.class);

    private final KnowledgeBase knowledge;
    private final Payloads payloads;
    private final BatchRecord batchRecord;
    private final SplitRecord splitRecord;
    private final Dispatch dispatch;
    private final InterchangeComposer composer;
    private final StepEvents stepEvents;
    private final Tidings tidings;
    private final Ids ids;
    private final Clock clock;

    /** Who is told once a batch is durable: the workers of the next hop, those who wait for an answer, who counts. */
    public record Tidings(WakeUps wakeUps, Completions completions, BusinessCounts counts) {}

    public EnvelopeStage(
            KnowledgeBase knowledge,
            Ids ids,
            Payloads payloads,
            Dispatch dispatch,
            Events events,
            Tidings tidings,
            Clock clock) {
        this.knowledge = knowledge;
        this.payloads = payloads;
        this.batchRecord = new BatchRecord(payloads);
        this.splitRecord = new SplitRecord(ids);
        this.dispatch = dispatch;
        this.composer = new InterchangeComposer(ids, payloads, dispatch);
        this.stepEvents = new StepEvents(events);
        this.tidings = tidings;
        this.ids = ids;
        this.clock = clock;
    }

    /** The stage: called once for a batch; its commit is the hop's. */
    public void envelope(Batch batch) {
        Community now = batch.knowledge().community();
        Instant at = clock.instant();
        batch.openSets().forEach(set -> set.reached(Stage.ENVELOPED));
        batch.passed(Stage.ENVELOPED, at);
        holdWhatMayNotLeaveToday(batch);
        collect(batch, at);
        batchRecord.write(batch, now, at);
        dispatchWhole(batch, now, at);
        dispatchInterchanges(batch, now, at);
        writeDeliveries(batch, at);
        stepEvents.tell(batch, now, at);
        finish(batch, at);
        commit(batch);
        Counted.count(batch, tidings.counts());
        if (batch.pass() != Batch.Pass.LATER) {
            report(batch);
        }
    }

    private static void commit(Batch batch) {
        switch (batch.pass()) {
            case WHOLE -> {
                CrashPoints.reach("before-process-commit");
                batch.unit().commit();
                CrashPoints.reach("after-process-commit");
            }
            case FIRST -> {
                CrashPoints.reach("before-split-commit");
                batch.unit().commit();
                CrashPoints.reach("after-split-commit");
            }
            case LATER -> {
                CrashPoints.reach("before-piece-commit");
                batch.unit().commit();
                CrashPoints.reach("after-piece-commit");
            }
        }
    }

    /** What is made as it was still leaves by today's connections, and under today's rules for them. */
    private void holdWhatMayNotLeaveToday(Batch batch) {
        Community today = knowledge.today().community();
        if (today == batch.knowledge().community()) {
            return;
        }
        for (DeliveryDraft delivery : deliveries(batch)) {
            String through = delivery.agreement().through();
            Usage usage =
                    delivery.document().set().group().interchange().header().usage();
            Optional<Connection> connection = today.connection(through);
            if (connection.isEmpty()) {
                delivery.hold("The connection " + through + " is no longer configured; configure it and re-envelope.");
            } else {
                today.refusal(connection.get(), usage).ifPresent(delivery::hold);
            }
        }
    }

    /** What its agreement sends together waits. What is processed as it was leaves at once: later it would not be as it was. */
    private static void collect(Batch batch, Instant at) {
        for (DeliveryDraft delivery : deliveries(batch)) {
            boolean asItWas = delivery.document().set().transmission().facts().knowledge() != null;
            if (delivery.leavesInInterchange() && !delivery.isUrgent() && !asItWas) {
                delivery.agreement().collecting().ifPresent(collecting -> delivery.collect(collecting.words(at)));
            }
        }
    }

    /** Sends the deliveries of a batch that is in the record already; what is held is left as it is. The caller commits. */
    List<DeliveryDraft> again(Batch batch) {
        Community now = batch.knowledge().community();
        Instant at = clock.instant();
        dispatchWhole(batch, now, at);
        dispatchInterchanges(batch, now, at);
        List<DeliveryDraft> all = deliveries(batch);
        for (DeliveryDraft delivery : all) {
            if (delivery.heldBecause() == null) {
                batch.unit()
                        .update("""
                                update delivery set transmission_id = ?, set_id = ?, state = 'READY', reason = null, map_version = ?,
                                    completed_at = null
                                where id = ?""", delivery.transmissionId(), delivery.setId(), delivery.mapVersion(), delivery.id());
            }
        }
        return all;
    }

    private void dispatchWhole(Batch batch, Community now, Instant at) {
        deliveries(batch).forEach(delivery -> {
            if (delivery.heldBecause() == null && delivery.output() instanceof Output.Whole whole) {
                dispatchWhole(batch, now, delivery, whole, at);
            }
        });
    }

    private void dispatchWhole(Batch batch, Community now, DeliveryDraft delivery, Output.Whole whole, Instant at) {
        SendingAgreement agreement = delivery.agreement();
        Connection connection = now.connection(agreement.through()).orElse(null);
        if (connection == null) {
            delivery.hold(
                    "The connection " + agreement.through() + " is not configured; configure it and re-envelope.");
            return;
        }
        DocumentDraft document = delivery.document();
        Payloads.Kept canonical = document.kept();
        // What leaves as canonical JSON is stored once.
        Payloads.Kept kept = canonical != null && whole.bytes() == document.canonical()
                ? canonical
                : payloads.keep(batch.unit(), whole.bytes(), whole.mediaType());
        long transmission = ids.next();
        delivery.carriedBy(transmission);
        dispatch.add(
                batch.unit(),
                new Dispatch.Parcel(
                        transmission,
                        connection,
                        document.set().group().interchange().header().usage(),
                        batch.lane() == Lane.ACKNOWLEDGEMENT ? Lane.INTERACTIVE : batch.lane(),
                        kept,
                        connection.setting("contentType").orElse(whole.mediaType()),
                        whole.extension().toUpperCase(java.util.Locale.ROOT),
                        Map.of(
                                "document", document.document().type(),
                                "number", document.document().number(),
                                "extension", whole.extension()),
                        OrderKeys.of(delivery),
                        document.set().transmission().id(),
                        document.set().transmission().facts().connection(),
                        delivery.isUrgent()),
                at);
    }

    /** Numbers are taken here and not before: their rows stay locked until the commit that follows at once. */
    private void dispatchInterchanges(Batch batch, Community now, Instant at) {
        List<InterchangePlan> plans = InterchangePlans.of(batch, now);
        if (plans.isEmpty()) {
            return;
        }
        SortedMap<String, Integer> wanted = new TreeMap<>();
        for (InterchangePlan plan : plans) {
            wanted.merge(plan.interchangeCounter(), 1, Integer::sum);
            if (plan.hasGroups()) {
                plan.groups().forEach(group -> wanted.merge(plan.groupCounter(group), 1, Integer::sum));
            }
        }
        ControlNumbers numbers = new ControlNumbers(Counters.take(batch.unit(), wanted, Map.of()));
        for (InterchangePlan plan : plans) {
            composer.compose(batch, now, plan, numbers, at);
        }
    }

    private static void writeDeliveries(Batch batch, Instant at) {
        deliveries(batch).forEach(delivery -> BatchRecord.write(batch.unit(), delivery, at));
    }

    private static List<DeliveryDraft> deliveries(Batch batch) {
        return batch.openSets()
                .flatMap(set -> set.documents().stream())
                .flatMap(document -> document.deliveries().stream())
                .toList();
    }

    private void finish(Batch batch, Instant at) {
        UnitOfWork unit = batch.unit();
        boolean ended = true;
        switch (batch.pass()) {
            case WHOLE -> deleteWork(batch);
            case FIRST -> {
                deleteWork(batch);
                ended = splitRecord.begin(unit, batch.transmissions().get(0), at);
            }
            case LATER ->
                ended = splitRecord.advance(unit, batch, batch.transmissions().get(0), at);
        }
        if (ended) {
            List<Long> done =
                    batch.transmissions().stream().map(InboundTransmission::id).toList();
            unit.afterCommit(() -> tidings.completions().completed(done));
        } else {
            unit.afterCommit(() -> tidings.wakeUps().wake(Hop.PROCESS, batch.lane()));
        }
        Set<Lane> lanes = EnumSet.of(batch.lane(), Lane.INTERACTIVE);
        if (!batch.acknowledgements().isEmpty()) {
            lanes.add(Lane.ACKNOWLEDGEMENT);
        }
        lanes.forEach(lane -> unit.afterCommit(() -> tidings.wakeUps().wake(Hop.DELIVER, lane)));
    }

    private static void deleteWork(Batch batch) {
        batch.unit().update("delete from work where id = any(?)", (Object) batch.transmissions().stream()
                .map(transmission -> transmission.work().id())
                .toArray(Long[]::new));
    }

    /** One line for each interchange, at its end state. */
    private static void report(Batch batch) {
        for (InboundTransmission transmission : batch.transmissions()) {
            String id = RecordId.text(transmission.id());
            if (transmission.interchanges().isEmpty()) {
                log.info(
                        "transmission={} connection={} state={} reason=\"{}\"",
                        id,
                        transmission.facts().connection(),
                        transmission.state(),
                        transmission.reason());
            }
            for (InboundInterchange interchange : transmission.interchanges()) {
                InterchangeHeader header = interchange.header();
                long errors = interchange
                        .sets()
                        .filter(set -> !set.isClean())
                        .flatMap(set -> set.findings().stream())
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .count();
                log.info(
                        "transmission={} interchange={} sender={} receiver={} control_number={} state={} sets={} errors={}",
                        id,
                        RecordId.text(interchange.id()),
                        header.sender(),
                        header.receiver(),
                        header.controlNumber(),
                        interchange.state(),
                        interchange.setCount(),
                        errors);
            }
        }
    }
}
