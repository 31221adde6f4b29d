package io.lading.tracking;

/** How one try at sending ended. */
public enum Outcome {
    /** Begun; after a crash this means that nobody knows. */
    STARTED,
    /** The receiver took it. */
    DELIVERED,
    /** It did not arrive and may the next time. */
    TRANSIENT,
    /** The receiver refused it; trying again is no use. */
    PERMANENT,
    /** It may have arrived. */
    UNKNOWN
}
