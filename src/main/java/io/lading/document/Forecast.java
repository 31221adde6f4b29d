package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of which item will be wanted when; also a schedule of deliveries or of shipments. */
public record Forecast(
        @Meaning("the buyer's number of the forecast") String number,
        @Meaning("which issue of it") @Nullable String release,

        @Meaning("original, replace, change, cancellation and so on") @Nullable
        String purpose,

        @Meaning(
                "forecast, deliverySchedule, shippingSchedule: a word of the table forecast-kind, or the standard and its code")
        @Nullable
        String kind,

        @Meaning(
                "whether the dates are of delivery or of shipment: a word of the table schedule-basis, or the standard and its code")
        @Nullable
        String basis,

        @Meaning(
                "whether the quantities are those wanted, or cumulative: a word of the table schedule-quantities, or the standard and its code")
        @Nullable
        String quantityBasis,

        @Meaning("when it was issued") @Nullable Moment issued,
        @Meaning("the span of time it speaks of") @Nullable Period period,
        @Meaning("ISO 4217 code of all amounts") @Nullable String currency,

        @Meaning("the contract or agreement it is made under") @Nullable
        String contract,

        @Meaning("the order it belongs to") @Nullable OrderReference order,
        @Meaning("who orders") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("where the goods leave") @Nullable Party shipFrom,
        @Meaning("where to deliver") @Nullable Delivery delivery,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("how it is to be carried") List<Transport> transport,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("which items") List<ForecastLine> lines,
        @Meaning("sums as the buyer stated them") @Nullable Totals totals)
        implements Document {

    @Override
    public String type() {
        return "Forecast";
    }
}
