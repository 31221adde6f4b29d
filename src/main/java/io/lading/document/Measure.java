package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A weight, length or volume. */
public record Measure(
        @Meaning("what is measured, as a code") @Nullable String purpose,

        @Meaning("which dimension: a word of the table measure-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("how much") @Nullable BigDecimal value,
        @Meaning("from how much") @Nullable BigDecimal minimum,
        @Meaning("up to how much") @Nullable BigDecimal maximum,
        @Meaning("unit of the value") @Nullable String unit) {}
