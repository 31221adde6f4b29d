package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transport's receipt, given or got.
 *
 * @param carriedBy the transmission that carries one given later; absent where it went back in the answer
 */
record ReceiptRow(
        long transmissionId,
        String disposition,
        String headers,
        byte[] body,
        @Nullable Long carriedBy,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.RECEIPT;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {transmissionId, disposition, headers, body, carriedBy, createdAt};
    }
}
