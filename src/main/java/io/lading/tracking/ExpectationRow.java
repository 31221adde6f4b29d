package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer we are owed. */
public record ExpectationRow(
        long id,
        String kind,
        ExpectationState state,
        String partner,
        @Nullable Long interchangeId,
        @Nullable Long groupId,
        @Nullable Long transmissionId,
        @Nullable Instant dueAt,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.EXPECTATION;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id, kind, state, partner, interchangeId, groupId, transmissionId, dueAt, createdAt
        };
    }
}
