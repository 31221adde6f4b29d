package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item in an inventory report. */
public record InventoryLine(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("which item") @Nullable Item item,

        @Meaning("where it is, if not as the whole report") @Nullable
        Party location,

        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("other prices, each under its kind") List<Price> prices,
        @Meaning("how much there is of it, by status") List<Activity> stock,
        @Meaning("what is expected when") List<Schedule> schedules,
        @Meaning("how it is packed") List<Packaging> packaging,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
