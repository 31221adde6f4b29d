package io.lading.tracking;

import io.lading.interchange.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An interchange, received or sent; offsets refer to the clear bytes of its transmission. */
public record InterchangeRow(
        long id,
        @Nullable Long transmissionId,
        Direction direction,
        int ordinal,
        InterchangeState state,
        String standard,
        String senderQualifier,
        String sender,
        String receiverQualifier,
        String receiver,
        String controlNumber,
        Usage usage,
        String version,
        String date,
        String time,
        byte[] delimiters,
        long startOffset,
        long endOffset,
        byte @Nullable [] sha256,
        @Nullable Long repeatOf,
        @Nullable String findings,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.INTERCHANGE;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            transmissionId,
            direction,
            ordinal,
            state,
            standard,
            senderQualifier,
            sender,
            receiverQualifier,
            receiver,
            controlNumber,
            usage,
            version,
            date,
            time,
            delimiters,
            startOffset,
            endOffset,
            sha256,
            repeatOf,
            findings,
            createdAt
        };
    }
}
