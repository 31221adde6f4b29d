package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, now::get);

    @Test
    void letsTenSecondsWorthThroughAtOnceAndThenTheRate() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isEqualTo(Duration.ofMillis(500));
        assertThat(limit.take("b")).as("another one has its own").isZero();

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void chargesAfterwardsForWhatCostMoreAndForgivesInTenSeconds() {
        limit.charge("a", 1_000_000);
        assertThat(limit.take("a")).isPositive();

        now.addAndGet(TimeUnit.SECONDS.toNanos(11));
        assertThat(limit.take("a")).isZero();
    }

    @Test
    void limitsNothingWhereTheRateIsZero() {
        RateLimit none = new RateLimit(0, now::get);
        none.charge("a", 1_000_000);

        assertThat(none.take("a")).isZero();
    }
}
