package io.lading.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transmission and what was in it, in one line.
 *
 * @param contents what it carries by its own words: {@code 850}, {@code 997}, {@code JSON}; null if nothing was found
 * @param documents how many documents; the fields about one document are its first's
 * @param sets how many transaction sets, of which {@code rejected} were refused
 */
public record TransmissionSummary(
        String id,
        Instant at,
        Direction direction,
        TransmissionState state,
        Standing standing,
        @Nullable String partner,
        @Nullable String connection,
        String door,
        @Nullable String usage,
        String syntax,
        long size,
        @Nullable String fileName,
        @Nullable String reason,
        @Nullable Again again,
        @Nullable String againOf,
        int sets,
        int rejected,
        @Nullable String contents,
        int documents,
        @Nullable String document,
        @Nullable String documentType,
        @Nullable String number,
        int lines,
        @Nullable BigDecimal total,
        @Nullable String currency,
        int deliveries,
        int delivered)
        implements Entry {}
