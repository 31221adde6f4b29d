package io.lading.tracking;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Claims whose commit was not answered, as when the connection broke on the way: the record may or may not have them. They
 * are freed whenever they turn up, for as long as a commit could still be under way. Thread-safe.
 */
final class DoubtfulClaims {
    private static final long WATCHED_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final DataSource dataSource;
    private final Map<Long, Long> notedAt = new ConcurrentHashMap<>();

    DoubtfulClaims(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void note(long claim) {
        notedAt.put(claim, System.nanoTime());
    }

    /** How many pieces of work were freed; nothing of them was sent. */
    int release() {
        if (notedAt.isEmpty()) {
            return 0;
        }
        Map<Long, Long> watched = Map.copyOf(notedAt);
        Long[] claims = watched.keySet().toArray(new Long[0]);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update("""
                    update attempt set outcome = 'TRANSIENT', ended_at = now(),
                        answer = 'Nothing was sent: the connection to the database was lost before the hub could begin.'
                    where outcome = 'STARTED'
                      and transmission_id in (select subject from work where claimed_by is not null and claim = any(?))""", (Object) claims);
            int released = unit.update(
                    "update work set claimed_by = null, claim = null where claimed_by is not null and claim = any(?)",
                    (Object) claims);
            unit.commit();
            watched.forEach((claim, since) -> {
                if (System.nanoTime() - since > WATCHED_NANOS) {
                    notedAt.remove(claim);
                }
            });
            return released;
        }
    }
}
