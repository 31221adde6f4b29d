package io.lading.api;

import java.time.Duration;

/**
 * The bounds of what a caller may ask for.
 *
 * @param largestBody bytes of one submission
 * @param heldBody bytes up to which a body is held in memory; a larger one is stored as it is read
 * @param longestWait how long {@code ?wait=} may make a request wait
 * @param mostWaiting how many requests may wait at a time; any more are answered at once
 */
public record ApiSettings(long largestBody, int heldBody, Duration longestWait, int mostWaiting) {
    public static final ApiSettings USUAL = new ApiSettings(4L << 30, 4 << 20, Duration.ofSeconds(60), 32);
}
