package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A seller's answer to a purchase order. */
public record OrderResponse(
        @Meaning("the seller's number for the answer; the order's number if there is none")
        String number,

        @Meaning("original, replace, change, cancellation and so on") @Nullable
        String purpose,

        @Meaning(
                "accepted, changed, rejected and so on: a word of the table order-response, or the standard and its code")
        @Nullable
        String response,

        @Meaning("when the seller answered") @Nullable Moment issued,
        @Meaning("the order that is answered") @Nullable OrderReference order,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,
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
        @Meaning("what is answered to each line") List<Line> lines,
        @Meaning("sums as the seller stated them") @Nullable Totals totals)
        implements Document {

    @Override
    public String type() {
        return "OrderResponse";
    }
}
