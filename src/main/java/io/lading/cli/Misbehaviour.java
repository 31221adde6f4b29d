package io.lading.cli;

import io.lading.cli.simulate.Behaviour;
import java.time.Duration;
import java.util.Locale;

/** What a simulated partner does otherwise than agreed. */
enum Misbehaviour {
    /** Nothing. */
    NONE,
    LATE,
    DUPLICATE,
    TRUNCATED,
    WRONG_CERTIFICATE,
    REORDERED,
    REJECTING;

    /** How long the hub of a simulation waits for an acknowledgement if one is to be late. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LATENESS = Duration.ofSeconds(6);

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if it shows in what the partner sends. */
    boolean isOfSending() {
        return switch (this) {
            case NONE, DUPLICATE, TRUNCATED, WRONG_CERTIFICATE, REORDERED -> true;
            case LATE, REJECTING -> false;
        };
    }

    /** True if it shows in how the partner answers. */
    boolean isOfAnswering() {
        return switch (this) {
            case NONE, LATE, REJECTING -> true;
            case DUPLICATE, TRUNCATED, WRONG_CERTIFICATE, REORDERED -> false;
        };
    }

    /** True if the hub must not deliver what is sent. */
    boolean mustBeRefused() {
        return this == TRUNCATED || this == WRONG_CERTIFICATE;
    }

    Behaviour behaviour() {
        return new Behaviour(
                this == LATE ? LATENESS : Duration.ZERO,
                this == DUPLICATE,
                this == TRUNCATED,
                this == WRONG_CERTIFICATE,
                this == REJECTING);
    }
}
