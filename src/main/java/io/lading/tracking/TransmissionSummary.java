package io.lading.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transmission and what was in it, in one line.
 *
 * @param contents what it carries by its own words: {@code 850}, {@code 997}, {@code JSON}; null if nothing was found
 * @param documents how many documents; the fields about one document are its first's. Where there is none, type and number
 *     are those of the first set that gives its number
 * @param counterparts the partners on the other side: who gets what came in, whose documents go out
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
        int delivered,
        List<String> counterparts)
        implements Entry {

    TransmissionSummary standing(Standing found) {
        return new TransmissionSummary(
                id,
                at,
                direction,
                state,
                found,
                partner,
                connection,
                door,
                usage,
                syntax,
                size,
                fileName,
                reason,
                again,
                againOf,
                sets,
                rejected,
                contents,
                documents,
                document,
                documentType,
                number,
                lines,
                total,
                currency,
                deliveries,
                delivered,
                counterparts);
    }

    /** Named by the one of its sets that was looked for. */
    TransmissionSummary named(@Nullable String type, String businessNumber) {
        return new TransmissionSummary(
                id,
                at,
                direction,
                state,
                standing,
                partner,
                connection,
                door,
                usage,
                syntax,
                size,
                fileName,
                reason,
                again,
                againOf,
                sets,
                rejected,
                contents,
                documents,
                document,
                type,
                businessNumber,
                lines,
                total,
                currency,
                deliveries,
                delivered,
                counterparts);
    }
}
