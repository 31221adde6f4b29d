package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A component of a line's item. */
public record SubLine(
        @Meaning("the sub-line's number") @Nullable String number,

        @Meaning("how it relates to the line, as sent") @Nullable
        String relation,

        @Meaning("how much of it") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("what it is") @Nullable Item item,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("allowances and charges") List<Allowance> allowances) {}
