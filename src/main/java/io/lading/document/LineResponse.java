package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a seller answers to one line. */
public record LineResponse(
        @Meaning("accepted, changed, rejected and so on: a word of the table line-status, or the standard and its code")
        @Nullable
        String status,

        @Meaning("how much it is about") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,

        @Meaning("what the date means: a word of the table date-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("when") @Nullable Moment at,
        @Meaning("a number the answer refers to") @Nullable String reference,
        @Meaning("what is delivered instead") @Nullable Item item,
        @Meaning("why, as a code") @Nullable String reason) {}
