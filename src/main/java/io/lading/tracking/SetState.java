package io.lading.tracking;

/** What became of a transaction set. */
public enum SetState {
    /** Accepted and waiting for the second pass. */
    ACCEPTED,
    /** Accepted with errors and waiting for the second pass. */
    ACCEPTED_WITH_ERRORS,
    /** Refused in the acknowledgement. */
    REJECTED,
    /** Its documents exist. */
    TRANSLATED,
    /** An acknowledgement that found what it answers. */
    MATCHED,
    /** An acknowledgement of nothing we know. */
    ORPHAN,
    HELD,
    /** Of an interchange that came before; nothing was done twice. */
    REPEATED,
    /** No agreement or schema. */
    UNRECOGNISED,
    /** The map failed on it; kept for a person. */
    QUARANTINED,
    /** Ours, outbound. */
    ENVELOPED
}
