package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order, or one store's part of an order, in a shipment. */
public record DespatchOrder(
        @Meaning("its number in this document, which lines refer to")
        String id,

        @Meaning("the order's number, as the buyer gave it") @Nullable
        String number,

        @Meaning("which call-off of a blanket order") @Nullable
        String release,

        @Meaning("when the buyer issued it") @Nullable Moment issued,

        @Meaning("the contract it was placed under") @Nullable
        String contract,

        @Meaning("what sort of order it was: a word of the table order-kind, or the standard and its code") @Nullable
        String kind,

        @Meaning("who ordered") @Nullable Party buyer,

        @Meaning("the store or place it is meant for") @Nullable
        Party markFor,

        @Meaning("other parties, each under its role") List<Party> parties,
        @Meaning("what was sent for it") List<Packages> packages,
        @Meaning("how it is carried") List<Transport> transport,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
