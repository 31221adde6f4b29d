package io.lading.tracking;

/** Whether an answer we are owed has come. */
public enum ExpectationState {
    OPEN,
    MET,
    /** It came and refuses. */
    REJECTED,
    OVERDUE
}
