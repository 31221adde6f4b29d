package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** What travels around the content of a transmission. */
record WireRow(
        long transmissionId,
        @Nullable String messageId,
        String headers,
        @Nullable String mic,
        @Nullable String url) implements Row {

    @Override
    public Table table() {
        return Table.WIRE_MESSAGE;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {transmissionId, messageId, headers, mic, url};
    }
}
