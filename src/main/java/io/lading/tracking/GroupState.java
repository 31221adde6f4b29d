package io.lading.tracking;

/** What became of a functional group. */
public enum GroupState {
    ACCEPTED,
    ACCEPTED_WITH_ERRORS,
    PARTIALLY_ACCEPTED,
    REJECTED,
    UNRECOGNISED,
    /** Ours, outbound. */
    ENVELOPED
}
