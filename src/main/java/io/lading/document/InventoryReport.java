package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of which item there is, and where. */
public record InventoryReport(
        @Meaning("the reporter's number of the report") String number,

        @Meaning("original, replace, cancellation and so on") @Nullable
        String purpose,

        @Meaning("whose stock it is: a word of the table inventory-report-kind, or the standard and its code") @Nullable
        String kind,

        @Meaning("when the report was made") @Nullable Moment issued,
        @Meaning("the day it speaks of") @Nullable Moment asOf,
        @Meaning("the span of time it speaks of") @Nullable Period period,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,
        @Meaning("who orders") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("where the goods are") @Nullable Party location,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("which items") List<InventoryLine> lines,

        @Meaning("sums as the reporter stated them") @Nullable
        Totals totals)
        implements Document {

    @Override
    public String type() {
        return "InventoryReport";
    }
}
