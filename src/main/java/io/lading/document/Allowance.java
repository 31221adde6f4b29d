package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An allowance or a charge. */
public record Allowance(
        @Meaning("allowance, charge or none") @Nullable String kind,

        @Meaning("what it is for: a word of the table allowance-service, or the standard and its code") @Nullable
        String service,

        @Meaning("who maintains the agency's own code") @Nullable
        String agency,

        @Meaning("what it is for, in the agency's code") @Nullable
        String agencyCode,

        @Meaning("how much in all") @Nullable BigDecimal amount,

        @Meaning("what the percentage is taken of, as a code") @Nullable
        String percentOf,

        @Meaning("how many per cent") @Nullable BigDecimal percent,

        @Meaning("the amount that the percentage is taken of") @Nullable
        BigDecimal basis,

        @Meaning("how much for one unit") @Nullable BigDecimal rate,
        @Meaning("the unit of the rate") @Nullable String unit,
        @Meaning("how many units") @Nullable BigDecimal quantity,

        @Meaning("how it is settled: a word of the table allowance-handling, or the standard and its code") @Nullable
        String handling,

        @Meaning("when it is applied, where one is taken of another, as a code") @Nullable
        String sequence,

        @Meaning("a number it belongs to") @Nullable String reference,

        @Meaning("which of several alternatives it is") @Nullable
        String option,

        @Meaning("what it is for, in words") @Nullable String description,
        @Meaning("taxes on it") List<Tax> taxes) {}
