package io.lading.api;

import io.lading.configuration.Settings;
import java.time.Duration;

/**
 * The bounds of what a caller may ask for.
 *
 * @param largestBody bytes of one submission
 * @param heldBody bytes up to which a body is held in memory; a larger one is stored as it is read
 * @param longestWait how long {@code ?wait=} may make a request wait
 * @param mostWaiting how many requests may wait at a time; any more are answered at once
 */
record ApiSettings(long largestBody, int heldBody, Duration longestWait, int mostWaiting) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** Fewer than there are threads, so that waiting senders never keep others from being answered. */
    private static final int MOST_WAITING = 32;

    static ApiSettings of(Settings.Limits limits) {
        int held = (int) Math.min(limits.bulkAbove(), 64L << 20);
        return new ApiSettings(limits.maxTransmission(), held, LONGEST_WAIT, MOST_WAITING);
    }
}
