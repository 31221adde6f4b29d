package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a despatch advice: an item, or the part of it that is in one unit. */
public record DespatchLine(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("the handling units that hold it") List<String> units,

        @Meaning("the order it belongs to, by its id in this document") @Nullable
        String order,

        @Meaning("that order's line") @Nullable String orderLine,
        @Meaning("how much was sent") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("how much was ordered") @Nullable BigDecimal ordered,
        @Meaning("unit of the ordered quantity") @Nullable String orderedUnit,
        @Meaning("how much was sent so far") @Nullable BigDecimal cumulative,

        @Meaning(
                "complete, partial, back ordered and so on: a word of the table line-status, or the standard and its code")
        @Nullable
        String status,

        @Meaning("what was sent") @Nullable Item item,
        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("how it is packed") List<Packaging> packaging,
        @Meaning("what it was packed in") List<Packages> packages,

        @Meaning("where and when, if not as the whole") @Nullable
        Delivery delivery,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("how the quantity is shared among stores") List<Allocation> allocations,
        @Meaning("what the item consists of") List<SubLine> subLines,
        @Meaning("allowances and charges on the line") List<Allowance> allowances,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
