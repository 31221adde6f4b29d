package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How slowly a body may come (hostile group 12), by a clock of the test's own. */
class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace(512);

    @Test
    void theFirstTenSecondsMayBringNothing() {
        assertThat(pace.keptWith(0, 10 * SECOND)).isTrue();
    }

    @Test
    void aByteEachSecondIsTooSlowFromTheEleventhSecondOn() {
        int seconds = 0;
        boolean kept = true;
        while (kept && seconds < 100) {
            seconds++;
            kept = pace.keptWith(1, SECOND);
        }

        assertThat(seconds).isEqualTo(11);
    }

    @Test
    void theLeastRateIsFastEnoughForHours() {
        boolean kept = true;
        for (int second = 0; second < 10_000; second++) {
            kept &= pace.keptWith(512, SECOND);
        }

        assertThat(kept).isTrue();
    }

    @Test
    void whatCameQuicklyMayBeFollowedByAPauseAndNoMore() {
        pace.keptWith(5120, SECOND);

        assertThat(pace.keptWith(0, 19 * SECOND))
                .as("ten seconds' worth was there")
                .isTrue();
        assertThat(pace.keptWith(1, SECOND)).isFalse();
    }
}
