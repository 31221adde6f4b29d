package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at sending a transmission; written before it begins, which is now by the database's clock, so that a crash leaves
 * a trace.
 */
record AttemptRow(
        long id,
        long transmissionId,
        int ordinal,
        int node,
        Outcome outcome,
        @Nullable String answer,
        @Nullable Instant endedAt)
        implements Row {

    @Override
    public Table table() {
        return Table.ATTEMPT;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {id, transmissionId, ordinal, node, outcome, answer, endedAt};
    }
}
