package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** Up to 1 MB of a large payload, deflated; {@code size} is the length when inflated. */
record PayloadChunkRow(long payloadId, int ordinal, int size, byte[] content) implements Row {

    @Override
    public Table table() {
        return Table.PAYLOAD_CHUNK;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {payloadId, ordinal, size, content};
    }
}
