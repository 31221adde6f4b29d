package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a buyer has received, and what was wrong with it. */
public record ReceiptAdvice(
        @Meaning("the receiver's number of the receipt") String number,

        @Meaning("original, replace, cancellation and so on") @Nullable
        String purpose,

        @Meaning("what sort of receipt, as a code") @Nullable
        String kind,

        @Meaning("when the advice was made") @Nullable Moment issued,
        @Meaning("when the goods arrived") @Nullable Moment received,
        @Meaning("number of the despatch advice") @Nullable String despatch,
        @Meaning("the order") @Nullable OrderReference order,
        @Meaning("who ordered") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("where the goods left") @Nullable Party shipFrom,
        @Meaning("where they arrived") @Nullable Delivery delivery,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("how it was carried") List<Transport> transport,
        @Meaning("what arrived, in all") List<Packages> packages,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("what was received") List<ReceiptLine> lines,

        @Meaning("sums as the receiver stated them") @Nullable
        Totals totals)
        implements Document {

    @Override
    public String type() {
        return "ReceiptAdvice";
    }
}
