package io.lading.api;

import java.time.Duration;

/**
 * The bounds of what a caller may ask for.
 *
 * @param longestWait how long {@code ?wait=} may make a request wait
 * @param mostWaiting how many requests may wait at a time; any more are answered at once
 */
record ApiSettings(Duration longestWait, int mostWaiting) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** Fewer than there are threads, so that waiting senders never keep others from being answered. */
    private static final int MOST_WAITING = 32;

    static final ApiSettings USUAL = new ApiSettings(LONGEST_WAIT, MOST_WAITING);

    /** A wait that was asked for, if it is not too long. */
    Duration bounded(Duration asked) {
        if (asked.compareTo(longestWait) > 0) {
            throw Refusal.wrong("The parameter 'wait' may be " + longestWait.toSeconds() + "s at most.");
        }
        return asked;
    }
}
