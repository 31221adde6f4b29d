package io.lading.tracking;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which payloads were found changed, by any hub on this record: written down where it is found, counted for health, and
 * forgotten when the bytes are right again. Thread-safe.
 */
public final class ChangedPayloads {
    private static final Logger log = LoggerFactory.getLogger(ChangedPayloads.class);
    private static final long COMPARED_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_COMPARED = 100;

    private final DataSource dataSource;
    private final AtomicLong comparedAt = new AtomicLong(System.nanoTime() - COMPARED_EVERY_NANOS);
    private volatile int count;

    public ChangedPayloads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many there are, as of the last look. */
    public int count() {
        return count;
    }

    /** Counts them, and from time to time compares those known once more; harmless to call at any time. */
    public void look() {
        long last = comparedAt.get();
        if (System.nanoTime() - last >= COMPARED_EVERY_NANOS && comparedAt.compareAndSet(last, System.nanoTime())) {
            compare();
        }
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            count = unit.query("select count(*) from changed_payload", row -> row.getInt(1))
                    .get(0);
        }
    }

    /** Forgets those whose bytes are right again, or gone by retention. */
    void compare() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Long> known = unit.query(
                    "select payload_id from changed_payload order by found_at limit ?",
                    row -> row.getLong(1),
                    MOST_COMPARED);
            for (long payload : known) {
                if (Payloads.isGoneOrSound(unit, payload)) {
                    unit.update("delete from changed_payload where payload_id = ?", payload);
                    log.info("payload={} has the bytes that were stored again, or is gone", RecordId.text(payload));
                }
            }
            unit.commit();
        }
    }

    /** Writes it down by a commit of its own: whoever read it gives up what it was doing. */
    static ChangedPayload note(DataSource dataSource, long payload, String found) {
        ChangedPayload changed = new ChangedPayload(payload, found);
        log.error("payload={} {}", RecordId.text(payload), changed.getMessage());
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update(
                    "insert into changed_payload (payload_id, detail) values (?, ?) on conflict do nothing",
                    payload,
                    found);
            unit.commit();
        } catch (RecordUnavailable e) {
            log.warn(
                    "That payload {} is changed could not be written down: {}", RecordId.text(payload), e.getMessage());
        }
        return changed;
    }
}
