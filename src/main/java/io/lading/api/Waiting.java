package io.lading.api;

import io.lading.tracking.Completions;
import io.lading.tracking.Finder;
import io.lading.tracking.TransmissionState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Lets a sender wait for the result of its submission. Thread-safe. */
final class Waiting {
    /** Another process may do the work, and only the record tells. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Completions completions;
    private final Finder finder;
    private final Semaphore places;

    Waiting(Completions completions, Finder finder, int mostWaiting) {
        this.completions = completions;
        this.finder = finder;
        this.places = new Semaphore(mostWaiting);
    }

    /** The result; nothing if it is not there in time, or if too many wait already. */
    Optional<SubmissionResult> forResult(long transmission, Duration longest) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try (Completions.Waiter waiter = completions.expect(transmission)) {
            long deadline = System.nanoTime() + longest.toNanos();
            while (isUnderWay(transmission)) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isNegative() || left.isZero()) {
                    return Optional.empty();
                }
                waiter.await(left.compareTo(LOOK) < 0 ? left : LOOK);
            }
            return result(transmission);
        } finally {
            places.release();
        }
    }

    Optional<SubmissionResult> result(long transmission) {
        return finder.transmission(transmission).map(view -> SubmissionResult.of(view, finder));
    }

    private boolean isUnderWay(long transmission) {
        return finder.state(transmission)
                .filter(state -> state == TransmissionState.RECEIVED)
                .isPresent();
    }
}
