package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery that waits to leave together with others of its agreement. */
public record CollectedRow(long deliveryId, String agreement, long bytes, Instant createdAt) implements Row {

    @Override
    public Table table() {
        return Table.COLLECTED;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {deliveryId, agreement, bytes, createdAt};
    }
}
