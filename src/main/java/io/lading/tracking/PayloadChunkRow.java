package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** Up to 1 MB of a large payload, deflated; {@code size} and {@code sha256} are those when inflated. */
record PayloadChunkRow(long payloadId, int ordinal, int size, byte[] sha256, byte[] content) implements Row {

    @Override
    public Table table() {
        return Table.PAYLOAD_CHUNK;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {payloadId, ordinal, size, sha256, content};
    }
}
