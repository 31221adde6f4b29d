package io.lading.tracking;

/** Where a transmission stands. */
public enum TransmissionState {
    /** Durable and waiting for the process hop. */
    RECEIVED,
    /** Every stage to the envelope is done. */
    PROCESSED,
    /** The same interchange was received before; nothing was done twice. */
    REPEATED,
    /** In the unrecognised bin: no agreement, no known sender, or no known syntax. */
    UNRECOGNISED,
    /** Processing it failed again and again; kept for a person. */
    QUARANTINED,
    /** Outbound: enveloped and waiting to be sent. */
    READY,
    /** A worker has it. */
    SENDING,
    /** The receiver took it. */
    SENT,
    /** A try did not succeed; the next is planned. */
    RETRYING,
    /** It may have arrived; the same key and bytes are sent again. */
    UNKNOWN,
    /** Retries are used up; a person decides. */
    GIVEN_UP,
    /** Waits for a person, or for a value in a lookup table. */
    HELD
}
