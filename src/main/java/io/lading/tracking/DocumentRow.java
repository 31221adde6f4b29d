package io.lading.tracking;

import io.lading.interchange.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A canonical business document, found by its numbers; the hashes say what it was made with. */
public record DocumentRow(
        long id,
        long setId,
        long transmissionId,
        int ordinal,
        String type,
        String number,
        List<String> numbers,
        @Nullable String purpose,
        String partner,
        String agreement,
        Usage usage,
        @Nullable String issued,
        @Nullable String currency,
        int lines,
        @Nullable BigDecimal total,
        long payloadId,
        String map,
        String mapVersion,
        String schemaVersion,
        String agreementVersion,
        @Nullable String unused,
        Instant createdAt)
        implements Row {

    @Override
    public Table table() {
        return Table.DOCUMENT;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {
            id,
            setId,
            transmissionId,
            ordinal,
            type,
            number,
            numbers.toArray(new String[0]),
            purpose,
            partner,
            agreement,
            usage,
            issued,
            currency,
            lines,
            total,
            payloadId,
            map,
            mapVersion,
            schemaVersion,
            agreementVersion,
            unused,
            createdAt
        };
    }
}
