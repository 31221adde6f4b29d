package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a seller has sent, packed how, for which orders. */
public record DespatchAdvice(
        @Meaning("the seller's number of the shipment") String number,

        @Meaning("original, replace, cancellation and so on") @Nullable
        String purpose,

        @Meaning("what sort of advice, as a code") @Nullable String kind,

        @Meaning("when the advice was made") @Nullable Moment issued,
        @Meaning("when the goods left") @Nullable Moment shipped,
        @Meaning("when they are expected") @Nullable Moment estimated,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,
        @Meaning("who ordered") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("where the goods left") @Nullable Party shipFrom,
        @Meaning("where and when to deliver") @Nullable Delivery delivery,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,

        @Meaning("who bears cost and risk of the transport, and from where")
        List<DeliveryTerms> deliveryTerms,

        @Meaning("how it is carried") List<Transport> transport,
        @Meaning("allowances and charges on the whole") List<Allowance> allowances,
        @Meaning("what was sent, in all") List<Packages> packages,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("the orders it belongs to") List<DespatchOrder> orders,

        @Meaning("pallets, cartons and so on, the outer before the inner")
        List<HandlingUnit> handlingUnits,

        @Meaning("what was sent") List<DespatchLine> lines,
        @Meaning("sums as the seller stated them") @Nullable Totals totals)
        implements Document {

    @Override
    public String type() {
        return "DespatchAdvice";
    }
}
