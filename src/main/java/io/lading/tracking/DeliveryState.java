package io.lading.tracking;

/** Where a document stands on its way to one destination. */
public enum DeliveryState {
    /** Waits to be enveloped. */
    WAITING,
    /** Enveloped and waiting to be sent. */
    READY,
    DELIVERED,
    RETRYING,
    UNKNOWN,
    /** Retries are used up; a person decides. */
    GIVEN_UP,
    HELD
}
