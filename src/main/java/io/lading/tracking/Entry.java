package io.lading.tracking;

import java.time.Instant;

/** A line of a search's answer. */
public sealed interface Entry permits DocumentSummary, TransmissionSummary {

    /** As people see it. */
    String id();

    Instant at();

    Standing standing();
}
