package io.lading.operations;

import java.util.concurrent.TimeUnit;

/** Whether bytes come fast enough, by the time that was spent waiting for them. Not thread-safe: one for each body. */
final class Pace {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(10);
    private static final double SECOND = 1e9;

    private final long bytesPerSecond;
    private long waited;
    private long count;

    Pace(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Takes note of bytes that came.
     *
     * @param nanoseconds how long they were waited for
     * @return whether all that came so far came at the rate, the first ten seconds left aside
     */
    boolean keptWith(int bytes, long nanoseconds) {
        waited += nanoseconds;
        count += bytes;
        return waited <= GRACE || count >= (waited - GRACE) / SECOND * bytesPerSecond;
    }
}
