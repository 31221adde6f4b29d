package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item, or one item at one place, in a sales report. */
public record SalesLine(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("which item") @Nullable Item item,

        @Meaning("where it was sold, if not as the whole report") @Nullable
        Party location,

        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("other prices, each under its kind") List<Price> prices,
        @Meaning("how much was sold, returned and so on") List<Activity> sales,
        @Meaning("how it is packed") List<Packaging> packaging,
        @Meaning("allowances and charges") List<Allowance> allowances,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
