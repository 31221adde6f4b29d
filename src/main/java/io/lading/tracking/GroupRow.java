package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** A functional group. */
public record GroupRow(
        long id,
        long interchangeId,
        Direction direction,
        int ordinal,
        GroupState state,
        String functionalId,
        String sender,
        String receiver,
        String controlNumber,
        String release,
        int sets,
        @Nullable String findings)
        implements Row {

    @Override
    public Table table() {
        return Table.FUNCTIONAL_GROUP;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            interchangeId,
            direction,
            ordinal,
            state,
            functionalId,
            sender,
            receiver,
            controlNumber,
            release,
            sets,
            findings
        };
    }
}
