package io.lading.tracking;

/** What an acknowledgement says. */
public enum AcknowledgementStatus {
    ACCEPTED,
    ACCEPTED_WITH_ERRORS,
    PARTIALLY_ACCEPTED,
    REJECTED,
    /** A set not listed in a partial acknowledgement. */
    UNKNOWN
}
