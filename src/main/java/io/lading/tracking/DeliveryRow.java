package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way to one destination.
 *
 * @param setId the outbound transaction set that carries it; null if it is none
 */
public record DeliveryRow(
        long id,
        @Nullable Long documentId,
        @Nullable Long transmissionId,
        @Nullable Long setId,
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
            setId,
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
