package io.lading.routing.process;

import io.lading.routing.process.InboundTransmission.Facts;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.tracking.ChangedPayload;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.RecordId;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WakeUps;
import io.lading.tracking.WorkQueue;
import io.lading.tracking.WorkQueue.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims transmissions, has the routes take them through the stages, and sees to it that what fails is halved until the
 * one at fault stands alone and is quarantined. Shared by all workers.
 */
public final class ProcessHop {
    private static final Logger log = LoggerFactory.getLogger(ProcessHop.class);

    /** How often one transmission fails before it is set aside. */
    private static final int TRIES = 3;

    private static final int HEAD = 64 << 10;
    private static final byte[] NOTHING = {};
    /** Bytes that go through the hop in so short a time that others can wait for it. */
    private static final long SMALL_BATCH = 256 << 10;

    private final DataSource dataSource;
    private final WakeUps wakeUps;
    private final Limits limits;
    private final Clock clock;
    private final KnowledgeBase knowledge;
    private final Consumer<Batch> stages;
    private final Map<Lane, Turn> turns = new ConcurrentHashMap<>();
    private final Map<Lane, Semaphore> failedPlaces = new ConcurrentHashMap<>();

    /**
     * How much one batch takes.
     *
     * @param transmissions at most so many
     * @param bytes at most so many, beyond the first
     * @param sets at most so many of a transmission that is split, because it is larger than that many bytes
     * @param heldBytes the largest transmission that is held in memory where it cannot be split
     */
    public record Limits(int transmissions, long bytes, int sets, long heldBytes) {}

    /**
     * @param stages takes a batch through all stages and commits it: the routes
     */
    public ProcessHop(
            DataSource dataSource,
            WakeUps wakeUps,
            Limits limits,
            KnowledgeBase knowledge,
            Clock clock,
            Consumer<Batch> stages) {
        this.dataSource = dataSource;
        this.wakeUps = wakeUps;
        this.limits = limits;
        this.knowledge = knowledge;
        this.clock = clock;
        this.stages = stages;
    }

    /** Takes one batch of a lane through the hop, one half of a batch that failed, and one piece of a split transmission. */
    public void work(Lane lane) {
        wakeUps.taken(Hop.PROCESS, lane);
        try {
            whole(lane);
            failed(lane);
            piece(lane);
        } catch (RecordUnavailable e) {
            log.warn("The record is away; what waits is looked for again by the sweep: {}", e.getMessage());
        }
    }

    private void whole(Lane lane) {
        Optional<Turn.Held> turn = turns.computeIfAbsent(lane, l -> new Turn(() -> wakeUps.wake(Hop.PROCESS, l)))
                .take();
        if (turn.isPresent()) {
            try (Turn.Held held = turn.get()) {
                whole(lane, held);
            }
        }
    }

    /** @param turn is given up early where the batch takes long */
    private void whole(Lane lane, Turn.Held turn) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            WorkQueue.Locked locked = WorkQueue.lock(unit, Hop.PROCESS, lane, limits.transmissions(), limits.bytes());
            List<Work> works = locked.works();
            if (works.isEmpty()) {
                return;
            }
            if (locked.mayLeaveMore()) {
                turn.close();
                wakeUps.wake(Hop.PROCESS, lane); // Another worker may look while this one is busy.
            }
            if (works.stream().mapToLong(Work::bytes).sum() > SMALL_BATCH) {
                turn.close();
            }
            if (locked.beyond() > 0) {
                unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, lane));
            }
            CrashPoints.reach("after-claim");
            attempt(unit, lane, works);
        }
    }

    /** What failed has one worker of a lane at most, so that the others are there for what did not. */
    private void failed(Lane lane) {
        Semaphore place = failedPlaces.computeIfAbsent(lane, l -> new Semaphore(1));
        if (!place.tryAcquire()) {
            return;
        }
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Work> works = WorkQueue.lockFailed(unit, lane);
            if (!works.isEmpty()) {
                unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, lane));
                attempt(unit, lane, works);
            }
        } finally {
            place.release();
        }
    }

    /** What is to be processed with the same knowledge as the oldest; the rest stays for the next batch. */
    private void run(UnitOfWork unit, Lane lane, List<Work> works) {
        List<Facts> all = facts(unit, works);
        if (all.isEmpty()) {
            return;
        }
        Long with = all.get(0).knowledge();
        List<Facts> together = all.stream()
                .filter(facts -> Objects.equals(facts.knowledge(), with))
                .toList();
        List<Facts> small =
                together.stream().filter(facts -> !isSplit(unit, facts)).toList();
        if (small.size() < all.size()) {
            unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, lane));
        }
        if (isSplit(unit, together.get(0))) {
            InboundTransmission large =
                    new InboundTransmission(workFor(works, together.get(0)), together.get(0), NOTHING);
            stages.accept(new Batch(Batch.Pass.FIRST, unit, lane, knowledge(with), List.of(large)));
            return;
        }
        stages.accept(new Batch(unit, lane, knowledge(with), load(unit, works, small)));
    }

    private static Work workFor(List<Work> works, Facts facts) {
        return works.stream()
                .filter(work -> work.subject() == facts.id())
                .findFirst()
                .orElseThrow();
    }

    /** What is larger than a batch is read from its chunks, if it is of a kind that falls into sets. */
    private boolean isSplit(UnitOfWork unit, Facts facts) {
        boolean cutBefore = facts.redone().wholeSet() != null;
        if (facts.size() <= limits.bytes() && !cutBefore) {
            return false;
        }
        byte[] head = Payloads.range(unit, facts.clearPayload(), 0, Math.min(facts.size(), HEAD));
        SyntaxKind syntax = SyntaxDetector.detect(head, head.length);
        return syntax == SyntaxKind.X12 || syntax == SyntaxKind.EDIFACT;
    }

    // ---- pieces of what was split ---------------------------------------------------------------------------------

    private void piece(Lane lane) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            Optional<Work> work = WorkQueue.lockPiece(unit, lane);
            if (work.isEmpty()) {
                return;
            }
            CrashPoints.reach("after-piece-claim");
            piece(unit, lane, work.get(), limits.sets());
        }
    }

    /** Fewer and fewer, until the set at fault stands alone. */
    private void piece(UnitOfWork unit, Lane lane, Work work, int most) {
        unit.mark();
        try {
            Facts facts = facts(unit, List.of(work)).get(0);
            Knowledge with = knowledge(facts.knowledge());
            InboundTransmission transmission = new InboundTransmission(work, facts, NOTHING);
            Pieces.load(unit, with, transmission, most, limits.bytes());
            stages.accept(new Batch(Batch.Pass.LATER, unit, lane, with, List.of(transmission)));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (RecordUnavailable.isPassing(e)) {
                log.warn(
                        "Sets of transmission {} wait for the next try: {}",
                        RecordId.text(work.subject()),
                        e.toString());
                return; // The sweep comes back to them.
            }
            if (!unit.backToMark()) {
                log.error("After the commit of sets of transmission {}", RecordId.text(work.subject()), e);
                return;
            }
            if (most > 1) {
                log.warn("A batch of up to {} sets failed and is halved: {}", most, e.toString());
                piece(unit, lane, work, most / 2);
                return;
            }
            if (!isTriedLater(unit, work, e)) {
                log.error("A set of transmission {} is quarantined", RecordId.text(work.subject()), e);
                SplitRecord.quarantine(unit, work, e, clock.instant());
                unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, lane));
            }
            unit.commit();
        }
    }

    // ---- what goes as a whole -------------------------------------------------------------------------------------

    private Knowledge knowledge(@Nullable Long prescribed) {
        try {
            return prescribed == null ? knowledge.today() : knowledge.asItWas(prescribed);
        } catch (KnowledgeBase.NotKept e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Takes locked work through the stages; what fails is counted while the locks still hold. */
    private void attempt(UnitOfWork unit, Lane lane, List<Work> works) {
        unit.mark();
        try {
            run(unit, lane, works);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (RecordUnavailable.isPassing(e)) {
                log.warn("{} pieces of work wait for the next try: {}", works.size(), e.toString());
                return; // They are still in the record, and the sweep comes back to them.
            }
            failed(unit, lane, works, e);
        }
    }

    /** If even this cannot be written, the database is away: the work stays and the sweep comes back to it. */
    private void failed(UnitOfWork unit, Lane lane, List<Work> works, Throwable error) {
        try {
            if (!unit.backToMark()) {
                log.error("After the commit of {} pieces of work", works.size(), error);
                return;
            }
            if (works.size() > 1) {
                log.warn("A batch of {} failed and is halved: {}", works.size(), error.toString());
                Halves.of(works).forEach(half -> WorkQueue.failedTogether(unit, half));
            } else {
                failed(unit, works.get(0), error);
            }
            unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, lane));
            unit.commit();
        } catch (RecordFailure e) {
            log.warn("The record is away; the work is kept and tried again: {}", e.getMessage());
        }
    }

    private void failed(UnitOfWork unit, Work work, Throwable error) {
        if (!isTriedLater(unit, work, error)) {
            log.error("Transmission {} is quarantined", RecordId.text(work.subject()), error);
            quarantine(unit, work, error);
        }
    }

    /** A fault that does not come again was not the transmission's: a worker's misfortune must not cost a partner's order. */
    private boolean isTriedLater(UnitOfWork unit, Work work, Throwable error) {
        int failures = work.alone() + 1;
        if (failures >= TRIES || error instanceof ChangedPayload) {
            return false;
        }
        log.warn(
                "Processing transmission {} failed, try {} of {}; it is tried again",
                RecordId.text(work.subject()),
                failures,
                TRIES,
                error);
        WorkQueue.failedAlone(unit, work, Duration.ofSeconds(failures));
        return true;
    }

    private static void quarantine(UnitOfWork unit, Work work, Throwable error) {
        unit.update(
                "update transmission set state = 'QUARANTINED', reason = ?, completed_at = now() where id = ?",
                (error instanceof ChangedPayload
                                ? error.getMessage()
                                : "Processing it failed " + TRIES + " times: " + error + ".")
                        + " Nothing of it took effect; reprocess it once the cause is mended.",
                work.subject());
        unit.update("delete from work where id = ?", work.id());
    }

    private static List<Facts> facts(UnitOfWork unit, List<Work> works) {
        return unit.query(
                """
                select id, partner, connection, media_type, file_name, size, clear_payload, created_at, again, again_of,
                    again_all, knowledge
                from transmission where id = any(?) order by id""",
                row -> new Facts(
                        row.getLong("id"),
                        row.getString("partner"),
                        row.getString("connection"),
                        row.getString("media_type"),
                        row.getString("file_name"),
                        row.getLong("size"),
                        row.getLong("clear_payload"),
                        instant(UnitOfWork.instant(row, "created_at")),
                        "REPROCESS".equals(row.getString("again"))
                                ? Earlier.of(unit, row.getLong("again_of"), row.getBoolean("again_all"))
                                : InboundTransmission.Redone.NO,
                        UnitOfWork.number(row, "knowledge")),
                (Object) works.stream().map(Work::subject).toArray(Long[]::new));
    }

    private List<InboundTransmission> load(UnitOfWork unit, List<Work> works, List<Facts> facts) {
        Map<Long, Work> bySubject = works.stream().collect(Collectors.toMap(Work::subject, work -> work));
        Map<Long, byte[]> bytes = Payloads.readAll(
                unit,
                facts.stream()
                        .filter(fact -> fact.size() <= limits.heldBytes())
                        .map(Facts::clearPayload)
                        .toList());
        List<InboundTransmission> transmissions = new ArrayList<>();
        for (Facts fact : facts) {
            Work work = bySubject.get(fact.id());
            if (work == null) {
                continue;
            }
            InboundTransmission transmission =
                    new InboundTransmission(work, fact, bytes.getOrDefault(fact.clearPayload(), new byte[0]));
            if (fact.size() > limits.heldBytes()) {
                transmission.end(
                        TransmissionState.HELD,
                        "It has " + fact.size() + " bytes; a document that is no EDI is taken up to "
                                + limits.heldBytes() + ". Ask the sender to split it.");
            }
            transmissions.add(transmission);
        }
        return transmissions;
    }

    private static Instant instant(@Nullable Instant stored) {
        return stored == null ? Instant.EPOCH : stored;
    }
}
