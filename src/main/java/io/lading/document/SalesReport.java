package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of which item was sold, and where. */
public record SalesReport(
        @Meaning("the reporter's number of the report") String number,

        @Meaning("original, replace, cancellation and so on") @Nullable
        String purpose,

        @Meaning("what sort of report, as a code") @Nullable String kind,
        @Meaning("when the report was made") @Nullable Moment issued,
        @Meaning("the span of time it speaks of") @Nullable Period period,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,

        @Meaning("the contract or agreement it is made under") @Nullable
        String contract,

        @Meaning("who sells it on") @Nullable Party buyer,
        @Meaning("who supplied it") @Nullable Party seller,
        @Meaning("where it was sold") @Nullable Party location,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("which items") List<SalesLine> lines,

        @Meaning("sums as the reporter stated them") @Nullable
        Totals totals)
        implements Document {

    @Override
    public String type() {
        return "SalesReport";
    }
}
