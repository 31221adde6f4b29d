package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a payment is for. */
public record RemittanceAdvice(
        @Meaning("the payer's number of the advice") String number,

        @Meaning("original, replace, cancellation, duplicate") @Nullable
        String purpose,

        @Meaning("what sort of advice, as a code") @Nullable String kind,
        @Meaning("when the advice was made") @Nullable Moment issued,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,
        @Meaning("how the money is moved") @Nullable Payment payment,
        @Meaning("who pays") @Nullable Party payer,
        @Meaning("who is paid") @Nullable Party payee,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("what is paid") List<RemittanceItem> items,

        @Meaning("what was taken off or added on the whole, and why")
        List<Adjustment> adjustments,

        @Meaning("sums as the payer stated them") @Nullable Totals totals)
        implements Document {

    @Override
    public String type() {
        return "RemittanceAdvice";
    }
}
