package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A document on its way to one destination. */
public record DeliveryRow(
        long id,
        @Nullable Long documentId,
        @Nullable Long transmissionId,
        String partner,
        String connection,
        String agreement,
        DeliveryState state,
        String format,
        String mapVersion,
        @Nullable String reason,
        @Nullable String findings,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.DELIVERY;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            documentId,
            transmissionId,
            partner,
            connection,
            agreement,
            state,
            format,
            mapVersion,
            reason,
            findings,
            createdAt
        };
    }
}
