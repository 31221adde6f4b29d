package io.lading.routing.process;

import java.util.List;

/** The stages of the process hop, in the order a document passes them; their times are kept under these places. */
enum Stage {
    RECEIVED,
    UNWRAPPED,
    IDENTIFIED,
    VALIDATED,
    ACKNOWLEDGED,
    TRANSLATED,
    DECIDED,
    TRANSLATED_OUT,
    ENVELOPED;

    /** Those that a batch passes together. */
    static final List<Stage> AFTER_RECEIPT = List.of(values()).subList(1, values().length);
}
