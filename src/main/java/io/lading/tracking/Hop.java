package io.lading.tracking;

/** The durable hops that wait in the work table. */
public enum Hop {
    /** Unwrap to envelope. */
    PROCESS,
    /** The second pass over a transmission too large for one batch: its accepted sets, translate to envelope. */
    TRANSLATE,
    /** Sending. */
    DELIVER
}
