package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purchase order, as all standards and systems share it; names follow UBL. */
public record Order(
        @Meaning("the buyer's order number") String number,

        @Meaning("which call-off of a blanket order this is") @Nullable
        String release,

        @Meaning(
                "what is asked of an order of this number: original, replace, change, cancellation, duplicate, confirmation")
        @Nullable
        String purpose,

        @Meaning(
                "standalone, new, blanket, release, rush, dropShip, sample: a word of the table order-kind, or the standard and its code")
        @Nullable
        String kind,

        @Meaning("when the buyer issued it") @Nullable Moment issued,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,

        @Meaning("the contract or agreement it is placed under") @Nullable
        String contract,

        @Meaning("what was not delivered by then is cancelled") @Nullable
        Moment cancelAfter,

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
        @Meaning("what it is packed in") List<Packages> packages,

        @Meaning("how all is to be packed, in words or codes")
        List<Description> packing,

        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("what is ordered") List<Line> lines,
        @Meaning("sums as the buyer stated them") @Nullable Totals totals)
        implements Document {

    @Override
    public String type() {
        return "Order";
    }
}
