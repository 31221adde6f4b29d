package io.lading.cli.simulate;

import java.time.Duration;

/**
 * How a played partner behaves.
 *
 * @param late how long it waits before it acknowledges
 * @param duplicate sends everything twice
 * @param truncate sends only the first two thirds
 * @param wrongCertificate signs with another key than it gave
 * @param reject refuses what it gets
 */
public record Behaviour(Duration late, boolean duplicate, boolean truncate, boolean wrongCertificate, boolean reject) {
    /** As agreed. */
    public static final Behaviour GOOD = new Behaviour(Duration.ZERO, false, false, false, false);
}
