package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A quantity under its code. */
public record Quantity(
        @Meaning("what it counts: a word of the table quantity-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("how much") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit) {}
