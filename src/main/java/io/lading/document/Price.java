package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A price. */
public record Price(
        @Meaning("amount for one unit, or for the quantity below") @Nullable
        BigDecimal amount,

        @Meaning("what the amount means: a word of the table price-basis, or the standard and its code") @Nullable
        String basis,

        @Meaning("which price it is: a word of the table price-kind, or the standard and its code") @Nullable
        String kind,

        @Meaning("the amount is for so many units; for a list of prices, from so many units on") @Nullable
        BigDecimal quantity,

        @Meaning("the unit") @Nullable String unit,

        @Meaning("its currency, ISO 4217, if not that of the whole") @Nullable
        String currency) {}
