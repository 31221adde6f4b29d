package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an invoice. */
public record InvoiceLine(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("how much is invoiced") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("other prices, each under its kind") List<Price> prices,
        @Meaning("what the line comes to") @Nullable BigDecimal amount,
        @Meaning("what is invoiced") @Nullable Item item,
        @Meaning("the order and its line") @Nullable OrderReference order,

        @Meaning("where and when, if not as the whole") @Nullable
        Delivery delivery,

        @Meaning("allowances and charges on the line") List<Allowance> allowances,
        @Meaning("taxes on the line") List<Tax> taxes,
        @Meaning("when and how to pay, if not as the whole") List<PaymentTerms> paymentTerms,
        @Meaning("how it is packed") List<Packaging> packaging,
        @Meaning("how the quantity is shared among stores") List<Allocation> allocations,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("what the item consists of") List<SubLine> subLines,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
