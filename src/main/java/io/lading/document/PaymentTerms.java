package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** When and how to pay. */
public record PaymentTerms(
        @Meaning("kind of terms, as a code") @Nullable String kind,

        @Meaning("which date the days count from, as a code") @Nullable
        String basis,

        @Meaning("discount for paying early") @Nullable BigDecimal discountPercent,
        @Meaning("pay by then for the discount") @Nullable Moment discountDate,

        @Meaning("pay within these days for the discount") @Nullable
        BigDecimal discountDays,

        @Meaning("pay by then") @Nullable Moment netDate,
        @Meaning("pay within these days") @Nullable BigDecimal netDays,

        @Meaning("discount for paying early, as an amount") @Nullable
        BigDecimal discountAmount,

        @Meaning("the terms in words") @Nullable String description) {}
