package io.lading.tracking;

/** What became of an interchange. */
public enum InterchangeState {
    ACCEPTED,
    PARTIALLY_ACCEPTED,
    REJECTED,
    /** Received before with the same bytes. */
    REPEATED,
    /** Same control number, other bytes: a person decides. */
    HELD,
    UNRECOGNISED,
    /** Ours, outbound. */
    ENVELOPED
}
