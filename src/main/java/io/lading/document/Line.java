package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an order. */
public record Line(
        @Meaning("the line's number, as the buyer counts") @Nullable
        String number,

        @Meaning("how much is ordered") @Nullable BigDecimal quantity,

        @Meaning("unit of the quantity, UN/ECE Recommendation 20 where the table knows it") @Nullable
        String unit,

        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("what is ordered") @Nullable Item item,

        @Meaning("where and when, if not as the whole order") @Nullable
        Delivery delivery,

        @Meaning("how the quantity is shared among stores") List<Allocation> allocations,
        @Meaning("how the quantity is spread over dates") List<Schedule> schedules,
        @Meaning("allowances and charges on the line") List<Allowance> allowances,
        @Meaning("how the item is to be packed") List<Packaging> packaging,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("what the item consists of") List<SubLine> subLines,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("other codes and flags") List<Code> codes) {}
