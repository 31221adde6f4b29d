package io.lading.tracking;

/** What the submitter may be told once the bytes are durable. */
public sealed interface Receipt {

    /** Durable under this transmission id. */
    record Accepted(long transmissionId) implements Receipt {}

    /** The same key with the same bytes came before; this is the answer it got. */
    record Repeated(long transmissionId) implements Receipt {}

    /** The same key came before with other bytes; nothing was kept. */
    record KeyReused(long transmissionId) implements Receipt {}
}
