package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** Bytes kept whole in the row (up to the inline limit), or, with {@code content} null, in chunks. */
record PayloadRow(long id, long size, byte[] sha256, String mediaType, byte @Nullable [] content) implements Row {

    @Override
    public Table table() {
        return Table.PAYLOAD;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {id, size, sha256, mediaType, content};
    }
}
