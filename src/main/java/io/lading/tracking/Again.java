package io.lading.tracking;

/** The ways of doing it again that make a new transmission; automatic retries are attempts of the same one. */
public enum Again {
    /** Same bytes and control numbers, new transport id. */
    RETRANSMIT,
    /** Same document, new control numbers. */
    RE_ENVELOPE,
    /** From the input. */
    REPROCESS
}
