package io.lading.configuration;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try a delivery again: each wait is {@code factor} times the one before, up to {@code max}, spread by jitter so
 * that partners who came back are not met by everything at once.
 *
 * @param first the wait after the first failure
 * @param factor by which each wait grows
 * @param jitter the part of a wait that is left to chance, 0 to 1: 0.2 means 20 % shorter to 20 % longer
 * @param max the longest wait, before jitter
 * @param giveUpAfter counted from the first attempt; then the delivery waits for a person
 */
public record RetryPolicy(Duration first, double factor, double jitter, Duration max, Duration giveUpAfter) {

    /**
     * How long to wait after a failure.
     *
     * @param failures attempts that failed so far, at least 1
     */
    public Duration waitAfter(int failures, RandomGenerator random) {
        double grown = (double) first.toMillis() * Math.pow(factor, Math.max(0, failures - 1));
        double bounded = Math.min(grown, (double) max.toMillis());
        double spread = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.max(1, Math.round(bounded * spread)));
    }
}
