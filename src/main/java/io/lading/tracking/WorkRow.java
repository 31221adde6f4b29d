package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/**
 * A transmission that waits for its next hop, ready from now on by the database's clock. {@code origin} orders work of the same {@code orderKey}.
 *
 * @param urgent true if it does not wait for its connection's window
 */
public record WorkRow(
        long id,
        Hop hop,
        Lane lane,
        String flow,
        long subject,
        long bytes,
        @Nullable Long firstSet,
        @Nullable Long lastSet,
        @Nullable Long orderKey,
        long origin,
        @Nullable String originFlow,
        boolean urgent)
        implements Row {

    public WorkRow(
            long id,
            Hop hop,
            Lane lane,
            String flow,
            long subject,
            long bytes,
            @Nullable Long firstSet,
            @Nullable Long lastSet,
            @Nullable Long orderKey,
            long origin,
            @Nullable String originFlow) {
        this(id, hop, lane, flow, subject, bytes, firstSet, lastSet, orderKey, origin, originFlow, false);
    }

    @Override
    public Table table() {
        return Table.WORK;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id, hop, lane, flow, subject, bytes, firstSet, lastSet, orderKey, origin, originFlow, urgent
        };
    }
}
