package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of consignments on their way. */
public record TransportStatus(
        @Meaning("the carrier's number of the report, or of the shipment")
        String number,

        @Meaning("original, replace, cancellation and so on") @Nullable
        String purpose,

        @Meaning("what sort of report, as a code") @Nullable String kind,
        @Meaning("when the report was made") @Nullable Moment issued,

        @Meaning("the shipper's number of the shipment") @Nullable
        String shipment,

        @Meaning("the carrier, as its code") @Nullable String carrier,
        @Meaning("who orders") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("who is to be invoiced") @Nullable Party invoicee,
        @Meaning("where and when to deliver") @Nullable Delivery delivery,
        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("how it is carried") List<Transport> transport,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes,
        @Meaning("the consignments") List<ShipmentStatus> shipments,

        @Meaning("sums as the carrier stated them") @Nullable
        Totals totals)
        implements Document {

    @Override
    public String type() {
        return "TransportStatus";
    }
}
