package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a seller offers, at which prices. */
public record Catalogue(
        @Meaning("the seller's number of the catalogue") String number,
        @Meaning("which issue of it") @Nullable String version,

        @Meaning("original, replace, change and so on") @Nullable
        String purpose,

        @Meaning("what sort of catalogue: a word of the table catalogue-kind, or the standard and its code") @Nullable
        String kind,

        @Meaning("when it was issued") @Nullable Moment issued,

        @Meaning("the span of time it is valid for") @Nullable
        Period period,

        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,

        @Meaning("the contract or agreement it goes with") @Nullable
        String contract,

        @Meaning("who orders") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("who is to be invoiced") @Nullable Party invoicee,
        @Meaning("where and when to deliver") @Nullable Delivery delivery,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("when and how to pay") List<PaymentTerms> paymentTerms,

        @Meaning("who bears cost and risk of the transport, and from where")
        List<DeliveryTerms> deliveryTerms,

        @Meaning("how it is to be carried") List<Transport> transport,
        @Meaning("allowances and charges on the whole") List<Allowance> allowances,
        @Meaning("taxes on the whole") List<Tax> taxes,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("what is offered") List<CatalogueLine> lines,
        @Meaning("sums as the seller stated them") @Nullable Totals totals)
        implements Document {

    @Override
    public String type() {
        return "Catalogue";
    }
}
