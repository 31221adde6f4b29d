package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An allowance or a charge. */
public record Allowance(
        @Meaning("allowance, charge or none") @Nullable String kind,
        @Meaning("what it is for, as a code") @Nullable String service,

        @Meaning("who maintains the agency's own code") @Nullable
        String agency,

        @Meaning("what it is for, in the agency's code") @Nullable
        String agencyCode,

        @Meaning("how much in all") @Nullable BigDecimal amount,

        @Meaning("what the percentage is taken of, as a code") @Nullable
        String percentOf,

        @Meaning("how many per cent") @Nullable BigDecimal percent,
        @Meaning("how much for one unit") @Nullable BigDecimal rate,
        @Meaning("the unit of the rate") @Nullable String unit,
        @Meaning("how many units") @Nullable BigDecimal quantity,
        @Meaning("how it is settled, as a code") @Nullable String handling,
        @Meaning("a number it belongs to") @Nullable String reference,

        @Meaning("which of several alternatives it is") @Nullable
        String option,

        @Meaning("what it is for, in words") @Nullable String description) {}
