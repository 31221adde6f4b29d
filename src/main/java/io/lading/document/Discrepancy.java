package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How what was received differs from what was expected. */
public record Discrepancy(
        @Meaning("what is wrong: a word of the table receipt-condition, or the standard and its code") @Nullable
        String code,

        @Meaning("how much") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("what is to be done, as a code") @Nullable String action,
        @Meaning("why, as a code") @Nullable String reason) {}
