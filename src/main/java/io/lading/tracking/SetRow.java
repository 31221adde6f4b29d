package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transaction set and what the stages made of it; {@code stageTimes} is a PostgreSQL array literal. */
public record SetRow(
        long id,
        long groupId,
        long interchangeId,
        @Nullable Long transmissionId,
        Direction direction,
        int ordinal,
        SetState state,
        String type,
        String controlNumber,
        String release,
        @Nullable String agreement,
        long startOffset,
        long endOffset,
        @Nullable String reason,
        @Nullable String findings,
        String stageTimes,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.TRANSACTION_SET;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            groupId,
            interchangeId,
            transmissionId,
            direction,
            ordinal,
            state,
            type,
            controlNumber,
            release,
            agreement,
            startOffset,
            endOffset,
            reason,
            findings,
            stageTimes,
            createdAt
        };
    }
}
