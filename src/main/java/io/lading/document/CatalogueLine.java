package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item in a catalogue. */
public record CatalogueLine(
        @Meaning("the line's number") @Nullable String number,

        @Meaning("added, changed, deleted and so on: a word of the table line-change, or the standard and its code")
        @Nullable
        String change,

        @Meaning("which item") @Nullable Item item,
        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("other prices, each under its kind") List<Price> prices,
        @Meaning("least quantity of an order") @Nullable BigDecimal minimum,
        @Meaning("unit of the least quantity") @Nullable String minimumUnit,
        @Meaning("how it is packed") List<Packaging> packaging,
        @Meaning("allowances and charges") List<Allowance> allowances,
        @Meaning("taxes") List<Tax> taxes,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("when and how to pay, if not as the whole") List<PaymentTerms> paymentTerms,
        @Meaning("what the item consists of") List<SubLine> subLines,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
