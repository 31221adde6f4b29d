package io.lading.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Remembers which nonces were used, for all processes of the hub. Thread-safe. */
public final class UsedNonces {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final Clock clock;
    private final AtomicLong sweptAt = new AtomicLong();

    public UsedNonces(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Uses a nonce up.
     *
     * @param nonce of 64 bytes at most; callers hash longer ones
     * @return false if it was used before
     */
    public boolean use(String connection, byte[] nonce, Instant until) {
        Instant now = clock.instant();
        long last = sweptAt.get();
        boolean due = now.toEpochMilli() - last > SWEEP.toMillis() && sweptAt.compareAndSet(last, now.toEpochMilli());
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            if (due) {
                unit.update("delete from used_nonce where until < ?", now);
            }
            int added = unit.update(
                    "insert into used_nonce (connection, nonce, until) values (?, ?, ?) on conflict do nothing",
                    connection,
                    nonce,
                    until);
            unit.commit();
            return added == 1;
        }
    }
}
