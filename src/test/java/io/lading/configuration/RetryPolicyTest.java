package io.lading.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(Duration.ofSeconds(5), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(24));

    @Test
    void waitsGrowByTheFactorUpToTheLongest() {
        RandomGenerator middle = random(0.5);

        assertThat(POLICY.waitAfter(1, middle)).isEqualTo(Duration.ofSeconds(5));
        assertThat(POLICY.waitAfter(2, middle)).isEqualTo(Duration.ofSeconds(10));
        assertThat(POLICY.waitAfter(8, middle)).isEqualTo(Duration.ofSeconds(640));
        assertThat(POLICY.waitAfter(9, middle)).isEqualTo(Duration.ofMinutes(15));
        assertThat(POLICY.waitAfter(5_000, middle)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void chanceSpreadsThemByTheJitter() {
        assertThat(POLICY.waitAfter(1, random(0))).isEqualTo(Duration.ofSeconds(4));
        assertThat(POLICY.waitAfter(1, random(1))).isEqualTo(Duration.ofSeconds(6));
    }

    private static RandomGenerator random(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
