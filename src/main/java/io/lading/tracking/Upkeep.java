package io.lading.tracking;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** What the record needs done from time to time: partitions for the months to come, and answers that are overdue. */
public final class Upkeep {
    private static final long PARTITIONS_EVERY_NANOS = TimeUnit.HOURS.toNanos(1);

    private final DataSource dataSource;
    private final Clock clock;
    private final AtomicLong partitionsAt = new AtomicLong(System.nanoTime() - PARTITIONS_EVERY_NANOS);

    /** @param clock of what is due: the business clock */
    public Upkeep(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Harmless to call at any time and by any number of nodes. */
    public void run() {
        long last = partitionsAt.get();
        boolean due = System.nanoTime() - last >= PARTITIONS_EVERY_NANOS;
        if (due && partitionsAt.compareAndSet(last, System.nanoTime())) {
            makePartitions();
        }
        markOverdue();
    }

    private void makePartitions() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            // One node at a time: two that make the same partition at once would both fail.
            unit.query("select pg_advisory_xact_lock(7202)::text", row -> row.getString(1));
            unit.query("""
                    select lading_ensure_partitions((now() at time zone 'UTC')::date,
                        ((now() at time zone 'UTC') + interval '2 months')::date)""", row -> row.getInt(1));
            unit.query("""
                    select lading_ensure_audit_partitions((now() at time zone 'UTC')::date,
                        ((now() at time zone 'UTC') + interval '2 months')::date)""", row -> row.getInt(1));
            unit.commit();
        }
    }

    /** Receipts are asked for first ({@link OverdueReceipts}). The time to answer runs only once the partner has what it is to answer. */
    private void markOverdue() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int overdue = unit.update("""
                    update expectation e set state = 'OVERDUE'
                    where e.state = 'OPEN' and e.due_at < ? and e.kind <> 'MDN'
                      and exists (select 1 from transmission t where t.id = e.transmission_id and t.state = 'SENT')""", clock.instant());
            if (overdue > 0) {
                unit.commit();
            }
        }
    }
}
