package io.lading.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the hub's two clocks. The <em>lease clock</em> is the database's own {@code now()}, read in SQL and never shifted: by
 * it work is claimed, tried again and taken over. The <em>business clock</em> is this one: the database's time, shifted
 * where a test or an example wants that; by it dates are due, windows open, schedules run and credentials end. The
 * process's own time is compared with nothing but the database's, to tell how far it is off. Between two readings it goes
 * on by the process's stopwatch. Thread-safe.
 */
public final class BusinessClock extends Clock {
    private static final Logger log = LoggerFactory.getLogger(BusinessClock.class);

    /** Readings differ by this much for want of a processor or by the way to the database; more is a difference. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private static final Duration SMOOTHED = Duration.ofMillis(100);

    private final Supplier<? extends DataSource> dataSource;
    private final Clock process;
    private volatile @Nullable Reading latest;
    private volatile Shift shift = new Shift(Instant.EPOCH, Instant.EPOCH, 1);
    private volatile Duration difference = Duration.ZERO;
    private volatile boolean told;

    /** What the database said, and when by the stopwatch. */
    private record Reading(Instant at, long nanos) {
        Instant goneOn(long now) {
            return at.plusNanos(now - nanos);
        }
    }

    /** From an instant of the database on, the clock goes on from another, so many times as fast. */
    private record Shift(Instant from, Instant to, double rate) {
        Instant of(Instant real) {
            return rate == 1 && from.equals(to)
                    ? real
                    : to.plusNanos((long) (Duration.between(from, real).toNanos() * rate));
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param process the process's own, to measure by how much it differs
     */
    public BusinessClock(Supplier<? extends DataSource> dataSource, Clock process) {
        this.dataSource = dataSource;
        this.process = process;
    }

    /** For tests and examples only: from now on the clock is ahead by an offset and goes so many times as fast. */
    public void shift(Duration offset, double rate) {
        Instant real = real();
        shift = new Shift(real, real.plus(offset), rate);
    }

    /** Reads the database's clock, measures the process's, and tells of what is wrong; to be called every second or so. */
    public void follow() {
        long before;
        OffsetDateTime said;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource.get())) {
            before = System.nanoTime();
            said = unit.query("select clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class))
                    .get(0);
        }
        long after = System.nanoTime();
        Instant here = process.instant();
        Reading reading = new Reading(said.toInstant(), before + (after - before) / 2);
        measure(Duration.between(reading.goneOn(System.nanoTime()), here), Duration.ofNanos(after - before));
        Reading earlier = latest;
        if (earlier == null) {
            latest = reading;
            return;
        }
        Duration step = Duration.between(earlier.goneOn(reading.nanos()), reading.at());
        if (step.abs().compareTo(SMOOTHED) > 0) {
            latest = reading;
        }
        if (step.compareTo(TOLERATED.negated()) < 0) {
            goneBack(step.negated());
        }
    }

    /** Work that was to be ready by the clock as it was would wait for the clock to get there again. */
    private void goneBack(Duration step) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource.get())) {
            int freed = unit.update("update work set ready_at = now() where ready_at > now() and claimed_by is null");
            unit.commit();
            log.warn(
                    "The database's clock was put back by {} s; {} pieces of work that would have waited for it are ready now",
                    step.toSeconds(),
                    freed);
        }
    }

    private void measure(Duration ahead, Duration uncertainty) {
        difference = ahead;
        boolean large = ahead.abs().minus(uncertainty).compareTo(TOLERATED) > 0;
        if (large && !told) {
            log.warn(
                    "This hub's clock is {} the database's. Work goes by the database's alone; but certificates, the log and"
                            + " partners' own times are compared by people. Set both by NTP.",
                    words(ahead));
        } else if (!large && told) {
            log.info("This hub's clock agrees with the database's again");
        }
        told = large;
    }

    /** By how much the process's clock is ahead of the database's, as last measured; negative if behind. */
    public Duration difference() {
        return difference;
    }

    /** The difference if it is worth telling, such as {@code 45 S BEHIND THE DATABASE}. */
    public Optional<String> differenceInWords() {
        return told ? Optional.of(words(difference).toUpperCase(Locale.ROOT) + " THE DATABASE") : Optional.empty();
    }

    private static String words(Duration ahead) {
        return ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of");
    }

    private Instant real() {
        Reading reading = latest;
        if (reading == null) {
            follow();
            return real();
        }
        return reading.goneOn(System.nanoTime());
    }

    @Override
    public Instant instant() {
        return shift.of(real()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        BusinessClock self = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return self.withZone(other);
            }

            @Override
            public Instant instant() {
                return self.instant();
            }
        };
    }
}
