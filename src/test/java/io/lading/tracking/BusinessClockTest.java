package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lading.operations.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database's time, whatever the process's clock says. */
class BusinessClockTest {
    private final RecordFixture record = new RecordFixture();
    private final TestDatabase database = record.database;

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void saysTheDatabasesTimeAndByHowMuchTheProcessIsOff() {
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-45));
        BusinessClock clock = new BusinessClock(database::dataSource, wrong);

        assertThat(clock.instant()).isCloseTo(Instant.now(Clock.systemUTC()), within(2, ChronoUnit.SECONDS));
        assertThat(clock.difference()).isCloseTo(Duration.ofSeconds(-45), Duration.ofSeconds(2));
        assertThat(clock.differenceInWords().orElse("")).matches("4[45] S BEHIND THE DATABASE");
    }

    @Test
    void hasNothingToTellWhereTheyAgree() {
        BusinessClock clock = new BusinessClock(database::dataSource, Clock.systemUTC());
        clock.follow();

        assertThat(clock.differenceInWords()).isEmpty();
    }

    @Test
    void isAheadAndFasterWhereATestWantsThat() {
        BusinessClock clock = new BusinessClock(database::dataSource, Clock.systemUTC());
        clock.shift(Duration.ofDays(30), 1_000_000);
        Instant first = clock.instant();

        assertThat(first)
                .isAfter(
                        Instant.now(Clock.systemUTC()).plus(Duration.ofDays(30)).minusSeconds(5));
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (clock.instant().isBefore(first.plus(Duration.ofHours(1)))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void isNotTheClockByWhichWorkIsClaimed() {
        BusinessClock clock = new BusinessClock(database::dataSource, Clock.systemUTC());
        clock.shift(Duration.ofDays(-30), 1);
        long work = record.deliveryWork("erp/in", null, 1, null);

        assertThat(record.claim("erp/in")).containsExactly(work);
    }

    @Test
    void letsNothingWaitForTheTimeToComeAgainWhenTheDatabasesClockIsPutBack() {
        shiftDatabase("1 hour");
        BusinessClock clock = new BusinessClock(database::dataSource, Clock.systemUTC());
        clock.follow();
        long work = record.deliveryWork("erp/in", null, 1, null);
        shiftDatabase("0 hours");
        assertThat(record.claim("erp/in")).as("ready in an hour, as it seems").isEmpty();

        clock.follow();

        assertThat(record.claim("erp/in")).containsExactly(work);
    }

    @Test
    void aDatabaseWhoseClockIsBehindTheHubsDelaysNoRetry() {
        shiftDatabase("-45 seconds");
        long work = record.deliveryWork("erp/in", null, 1, null);
        assertThat(record.claim("erp/in")).containsExactly(work);
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            record.queue.giveBack(unit, work, Duration.ZERO);
            unit.commit();
        }

        assertThat(record.claim("erp/in")).containsExactly(work);
    }

    /** Names are looked for in the schemas of the search path in turn: this one hides the server's own functions. */
    private void shiftDatabase(String by) {
        try (UnitOfWork unit = UnitOfWork.begin(database.dataSource())) {
            unit.update("create schema if not exists shifted");
            for (String function : new String[] {"now", "clock_timestamp"}) {
                unit.update("create or replace function shifted." + function
                        + "() returns timestamptz language sql volatile" + " as $$ select pg_catalog." + function
                        + "() + interval '" + by + "' $$");
            }
            unit.update("do $$ begin execute format('alter database %I set search_path to public, shifted, pg_catalog',"
                    + " current_database()); end $$");
            unit.commit();
        }
        database.dataSource().getHikariPoolMXBean().softEvictConnections();
    }
}
