package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That one thing was acknowledged: by us (OUT) or by a partner (IN). */
public record AcknowledgementRow(
        long id,
        Direction direction,
        String kind,
        AcknowledgementStatus status,
        @Nullable Long interchangeId,
        @Nullable Long groupId,
        @Nullable Long setId,
        @Nullable Long carriedBy,
        @Nullable Long transmissionId,
        @Nullable String detail,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.ACKNOWLEDGEMENT;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id, direction, kind, status, interchangeId, groupId, setId, carriedBy, transmissionId, detail, createdAt
        };
    }
}
