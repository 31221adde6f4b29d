package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one consignment. */
public record ShipmentStatus(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("the consignment's number") @Nullable String id,
        @Meaning("what happened") List<StatusEvent> events,
        @Meaning("parties, each under its role") List<Party> parties,
        @Meaning("how it is carried") List<Transport> transport,
        @Meaning("what was sent") List<Packages> packages,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("quantities, each under its code") List<Quantity> quantities,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
