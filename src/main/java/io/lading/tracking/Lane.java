package io.lading.tracking;

/** Work with workers of its own, so that a large file never delays an acknowledgement. */
public enum Lane {
    /** Acknowledgements, in and out. */
    ACKNOWLEDGEMENT,
    /** Everything else up to the bulk limit. */
    INTERACTIVE,
    /** Transmissions above the bulk limit. */
    BULK
}
