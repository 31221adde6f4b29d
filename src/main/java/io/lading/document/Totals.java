package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sums as the sender stated them. */
public record Totals(
        @Meaning("amount of the whole document; of an invoice, what is to be paid") @Nullable
        BigDecimal amount,

        @Meaning("sum of all lines") @Nullable BigDecimal lines,
        @Meaning("what taxes are taken of") @Nullable BigDecimal taxable,
        @Meaning("sum of all taxes") @Nullable BigDecimal tax,
        @Meaning("sum of all allowances") @Nullable BigDecimal allowances,
        @Meaning("sum of all charges") @Nullable BigDecimal charges,

        @Meaning("what a discount for paying early is taken of") @Nullable
        BigDecimal discountable,

        @Meaning("what is to be paid less that discount") @Nullable
        BigDecimal discounted,

        @Meaning("the discount for paying early") @Nullable BigDecimal discountAmount,
        @Meaning("what was paid before") @Nullable BigDecimal prepaid,
        @Meaning("number of packages") @Nullable BigDecimal packages,
        @Meaning("weight of the whole") @Nullable BigDecimal weight,
        @Meaning("unit of the weight") @Nullable String weightUnit,
        @Meaning("volume of the whole") @Nullable BigDecimal volume,
        @Meaning("unit of the volume") @Nullable String volumeUnit) {}
