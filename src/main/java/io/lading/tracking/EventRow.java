package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened which the entities' own times do not tell. */
public record EventRow(
        long id,
        String kind,
        String actor,
        @Nullable Long transmissionId,
        @Nullable Long documentId,
        String detail,
        Instant at)
        implements Row {

    @Override
    public Table table() {
        return Table.EVENT;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {id, kind, actor, transmissionId, documentId, detail, at};
    }
}
