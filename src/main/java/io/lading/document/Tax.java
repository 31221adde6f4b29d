package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A tax on a document or a line. */
public record Tax(
        @Meaning("which tax: a word of the table tax-kind, or the standard and its code") @Nullable
        String kind,

        @Meaning("standard, zero, exempt and so on, as a word of the table tax-category, or the standard and its code")
        @Nullable
        String category,

        @Meaning("the rate in per cent") @Nullable BigDecimal percent,
        @Meaning("how much tax") @Nullable BigDecimal amount,
        @Meaning("the amount that is taxed") @Nullable BigDecimal basis,

        @Meaning("who gave the jurisdiction its code") @Nullable
        String jurisdictionScheme,

        @Meaning("whose tax it is") @Nullable String jurisdiction,
        @Meaning("why there is none, as a code") @Nullable String exemption,

        @Meaning("whether it is contained in the price, as a code") @Nullable
        String relation,

        @Meaning("the tax payer's number") @Nullable String number) {}
