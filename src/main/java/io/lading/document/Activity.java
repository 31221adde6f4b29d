package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a product, or how much there is of it, as a quantity. */
public record Activity(
        @Meaning(
                "sold, onHand, onOrder, received and so on: a word of the table activity, or the standard and its code")
        @Nullable
        String code,

        @Meaning("how much") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,

        @Meaning("the condition of the stock, as a code") @Nullable
        String status,

        @Meaning("what the date means: a word of the table date-kind, or the standard and its code") @Nullable
        String dateCode,

        @Meaning("when, or from when") @Nullable Moment at,
        @Meaning("until when") @Nullable Moment until,
        @Meaning("a number it refers to") @Nullable String reference,
        @Meaning("what it is worth") @Nullable BigDecimal amount,
        @Meaning("how it is shared among places") List<Allocation> allocations) {}
