package io.lading.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document in one line.
 *
 * @param transmission the id of the received transmission that brought it
 * @param counterparts the partners it goes to
 * @param deliveries to how many destinations it goes, events not counted
 */
public record DocumentSummary(
        String id,
        Instant at,
        String type,
        String number,
        @Nullable String purpose,
        String partner,
        String agreement,
        String usage,
        int lines,
        @Nullable BigDecimal total,
        @Nullable String currency,
        Standing standing,
        int deliveries,
        int delivered,
        String transmission,
        @Nullable String fileName,
        List<String> counterparts)
        implements Entry {

    DocumentSummary standing(Standing found) {
        return new DocumentSummary(
                id,
                at,
                type,
                number,
                purpose,
                partner,
                agreement,
                usage,
                lines,
                total,
                currency,
                found,
                deliveries,
                delivered,
                transmission,
                fileName,
                counterparts);
    }
}
