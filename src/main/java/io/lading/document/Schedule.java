package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A part of a line's quantity and when it is wanted. */
public record Schedule(
        @Meaning("how much") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("what the date means, as a code") @Nullable String code,
        @Meaning("when") @Nullable Moment at,

        @Meaning("what the second date means, as a code") @Nullable
        String untilCode,

        @Meaning("a second date") @Nullable Moment until) {}
