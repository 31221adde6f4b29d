package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.measure.Backlog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits, and since when. */
class BacklogTest {
    private final RecordFixture record = new RecordFixture();
    private final Backlog backlog = new Backlog(record.database.dataSource());

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void tellsTheAgeOfTheOldestOfALaneWhateverItsFlow() {
        record.receive("quiet/in", "ISA");
        long old = record.receive("loud/in", "ISA2");
        record.receive("loud/in", "ISA3");
        age(old, 7);

        assertThat(backlog.oldestWaiting()).containsOnlyKeys(Lane.INTERACTIVE);
        assertThat(backlog.oldestWaiting().get(Lane.INTERACTIVE))
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(60));
        assertThat(backlog.depths()).singleElement().satisfies(depth -> {
            assertThat(depth.hop()).isEqualTo(Hop.PROCESS);
            assertThat(depth.pieces()).isEqualTo(3);
            assertThat(depth.oldest()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
        });
        assertThat(backlog.open()).containsExactly(new Backlog.Open("IN", "RECEIVED", "globex", 3));
    }

    @Test
    void tellsNothingOfAnEmptyRecord() {
        assertThat(backlog.oldestWaiting()).isEmpty();
        assertThat(backlog.depths()).isEmpty();
        assertThat(backlog.open()).isEmpty();
    }

    /** Ids tell when something was made: milliseconds above 22 bits. */
    private void age(long transmission, long seconds) {
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            unit.update(
                    "update work set subject = subject - (? * 1000::bigint << 22) where id = ?", seconds, transmission);
            unit.commit();
        }
    }
}
