package io.lading.routing;

import io.lading.partner.Collecting;
import io.lading.partner.SendingAgreement;
import io.lading.routing.process.KnowledgeBase;
import io.lading.routing.process.ReEnvelope;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WakeUps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets documents leave together that waited for each other. One node at a time looks at an agreement, and what leaves is
 * deleted from what waits in the commit that makes the interchange durable, so each leaves once, whoever dies meanwhile.
 */
final class CollectedRelease {
    private static final Logger log = LoggerFactory.getLogger(CollectedRelease.class);
    /** What one commit takes if the agreement names no size; more leave in further interchanges. */
    private static final long MOST_BYTES = 16_000_000;

    private final DataSource dataSource;
    private final KnowledgeBase knowledge;
    private final ReEnvelope reEnvelope;
    private final WakeUps wakeUps;
    private final Clock clock;

    CollectedRelease(
            DataSource dataSource, KnowledgeBase knowledge, ReEnvelope reEnvelope, WakeUps wakeUps, Clock clock) {
        this.dataSource = dataSource;
        this.knowledge = knowledge;
        this.reEnvelope = reEnvelope;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Looks at all that waits; called every second. */
    void release() {
        List<String> agreements;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            agreements =
                    unit.query("select distinct agreement from collected order by agreement", row -> row.getString(1));
        }
        for (String agreement : agreements) {
            boolean more = true;
            while (more) {
                more = release(agreement);
            }
        }
    }

    /** True if some left, so that more of them may be due. */
    private boolean release(String agreement) {
        Optional<SendingAgreement> today = knowledge.today().community().sendingAgreement(agreement);
        // Whoever no longer collects, or is gone, keeps nothing waiting.
        Optional<Collecting> collecting = today.flatMap(SendingAgreement::collecting);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            boolean alone = unit.query(
                            "select pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                            row -> row.getBoolean(1),
                            "collected " + agreement)
                    .get(0);
            if (!alone) {
                return false;
            }
            Optional<Collecting.Heap> heap = heap(unit, agreement);
            Instant now = clock.instant();
            if (heap.isEmpty()
                    || collecting.filter(until -> !until.isDue(heap.get(), now)).isPresent()) {
                return false;
            }
            List<Long> deliveries = take(unit, agreement, collecting);
            List<ReEnvelope.Result> results = reEnvelope.together(unit, deliveries);
            unit.afterCommit(() -> wakeUps.wake(Hop.DELIVER, Lane.INTERACTIVE));
            CrashPoints.reach("before-collected-commit");
            unit.commit();
            CrashPoints.reach("after-collected-commit");
            long held = results.stream()
                    .filter(result -> result.transmission() == null)
                    .count();
            log.info("agreement={} left_together={} held={}", agreement, results.size() - held, held);
            return true;
        }
    }

    /** Those that are deleted here are ours; one that a person sends alone meanwhile is not among them. */
    private static List<Long> take(UnitOfWork unit, String agreement, Optional<Collecting> collecting) {
        int most =
                collecting.map(Collecting::documents).filter(count -> count > 0).orElse(Collecting.MOST_DOCUMENTS);
        long bytes =
                collecting.map(Collecting::bytes).filter(count -> count > 0).orElse(MOST_BYTES);
        return unit.query("""
                        delete from collected where delivery_id in (
                            select delivery_id from (
                                select delivery_id, sum(bytes) over (order by delivery_id) - bytes as before
                                from collected where agreement = ?) c
                            where before < ? order by delivery_id limit ?)
                        returning delivery_id""", row -> row.getLong(1), agreement, bytes, most).stream()
                .sorted()
                .toList();
    }

    private static Optional<Collecting.Heap> heap(UnitOfWork unit, String agreement) {
        return unit
                .query(
                        """
                        select floor(extract(epoch from min(created_at)) * 1000)::bigint as oldest, count(*) as documents,
                            sum(bytes)::bigint as bytes
                        from collected where agreement = ? having count(*) > 0""",
                        row -> new Collecting.Heap(
                                Instant.ofEpochMilli(row.getLong("oldest")),
                                row.getLong("documents"),
                                row.getLong("bytes")),
                        agreement)
                .stream()
                .findFirst();
    }
}
