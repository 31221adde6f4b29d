package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a quantity and when it is wanted or expected. */
public record Schedule(
        @Meaning("how much") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,

        @Meaning("how firm it is: a word of the table commitment, or the standard and its code") @Nullable
        String commitment,

        @Meaning("which span of time it is for: a word of the table timing, or the standard and its code") @Nullable
        String timing,

        @Meaning("what the date means: a word of the table date-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("when, or from when") @Nullable Moment at,

        @Meaning("what the second date means, as a code") @Nullable
        String untilCode,

        @Meaning("a second date, or the end of the span") @Nullable
        Moment until,

        @Meaning("where to, if not as the line") @Nullable Party party,
        @Meaning("its numbers, each under its code") List<Reference> references) {}
