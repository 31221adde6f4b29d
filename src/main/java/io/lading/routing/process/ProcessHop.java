package io.lading.routing.process;

import io.lading.routing.process.InboundTransmission.Facts;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordId;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WakeUps;
import io.lading.tracking.WorkQueue;
import io.lading.tracking.WorkQueue.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final DataSource dataSource;
    private final WakeUps wakeUps;
    private final Limits limits;
    private final KnowledgeBase knowledge;
    private final Consumer<Batch> stages;

    /**
     * How much one batch takes.
     *
     * @param transmissions at most so many
     * @param bytes at most so many, beyond the first
     * @param heldBytes the largest transmission that is processed; a larger one is quarantined
     */
    public record Limits(int transmissions, long bytes, long heldBytes) {}

    /**
     * @param stages takes a batch through all stages and commits it: the routes
     */
    public ProcessHop(
            DataSource dataSource, WakeUps wakeUps, Limits limits, KnowledgeBase knowledge, Consumer<Batch> stages) {
        this.dataSource = dataSource;
        this.wakeUps = wakeUps;
        this.limits = limits;
        this.knowledge = knowledge;
        this.stages = stages;
    }

    /** Takes one batch of a lane through the hop, if there is any; called for each wake-up. */
    public void work(Lane lane) {
        List<Long> claimed = List.of();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Work> works = WorkQueue.lock(unit, Hop.PROCESS, lane, limits.transmissions(), limits.bytes());
            if (works.isEmpty()) {
                return;
            }
            // There may be more: let another worker look while this one is busy.
            wakeUps.wake(Hop.PROCESS, lane);
            CrashPoints.reach("after-claim");
            claimed = works.stream().map(Work::id).toList();
            run(unit, lane, works);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            recover(lane, claimed, e);
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
        stages.accept(new Batch(unit, lane, knowledge(with), load(unit, works, together)));
    }

    private Knowledge knowledge(@Nullable Long prescribed) {
        try {
            return prescribed == null ? knowledge.today() : knowledge.asItWas(prescribed);
        } catch (KnowledgeBase.NotKept e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** One of several is at fault: halves find out which. */
    private void recover(Lane lane, List<Long> workIds, Throwable error) {
        if (workIds.isEmpty()) {
            throw new IllegalStateException("No work could be claimed: " + error.getMessage(), error);
        }
        if (workIds.size() == 1) {
            quarantine(workIds.get(0), error);
            return;
        }
        log.warn("A batch of {} failed and is halved: {}", workIds.size(), error.toString());
        int middle = workIds.size() / 2;
        again(lane, workIds.subList(0, middle));
        again(lane, workIds.subList(middle, workIds.size()));
    }

    private void again(Lane lane, List<Long> workIds) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Work> works = WorkQueue.lockAgain(unit, workIds);
            if (!works.isEmpty()) {
                run(unit, lane, works);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            recover(lane, workIds, e);
        }
    }

    /** If even this cannot be written, the database is away: the work stays and the sweep comes back to it. */
    private void quarantine(long workId, Throwable error) {
        log.error("Transmission {} is quarantined", RecordId.text(workId), error);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Work> works = WorkQueue.lockAgain(unit, List.of(workId));
            for (Work work : works) {
                unit.update(
                        "update transmission set state = 'QUARANTINED', reason = ?, completed_at = now() where id = ?",
                        "Processing it failed: " + error
                                + ". Nothing of it took effect; reprocess it once the cause is mended.",
                        work.subject());
                unit.update("delete from work where id = ?", work.id());
            }
            unit.commit();
        } catch (RecordUnavailable e) {
            log.warn("The record is away; the work is kept and tried again: {}", e.getMessage());
        }
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
                        TransmissionState.QUARANTINED,
                        "It has " + fact.size() + " bytes, more than the " + limits.heldBytes()
                                + " this hub processes; ask the sender to split it, or raise limits.maxTransmission.");
            }
            transmissions.add(transmission);
        }
        return transmissions;
    }

    private static Instant instant(@Nullable Instant stored) {
        return stored == null ? Instant.EPOCH : stored;
    }
}
