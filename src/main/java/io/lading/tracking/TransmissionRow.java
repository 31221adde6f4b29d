package io.lading.tracking;

import io.lading.interchange.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came or goes over the wire once, with the transport facts about it. */
public record TransmissionRow(
        long id,
        Direction direction,
        TransmissionState state,
        Lane lane,
        @Nullable String partner,
        @Nullable String connection,
        @Nullable String principal,
        String door,
        @Nullable Usage usage,
        String syntax,
        String mediaType,
        @Nullable String transportId,
        @Nullable String fileName,
        @Nullable String remote,
        long size,
        byte[] sha256,
        long wirePayload,
        long clearPayload,
        @Nullable Again again,
        @Nullable Long againOf,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.TRANSMISSION;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            direction,
            state,
            lane,
            partner,
            connection,
            principal,
            door,
            usage,
            syntax,
            mediaType,
            transportId,
            fileName,
            remote,
            size,
            sha256,
            wirePayload,
            clearPayload,
            again,
            againOf,
            createdAt
        };
    }
}
