package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an order, or of an answer or change to it. */
public record Line(
        @Meaning("the line's number, as the buyer counts") @Nullable
        String number,

        @Meaning("what is done to the line, in a change: a word of the table line-change, or the standard and its code")
        @Nullable
        String change,

        @Meaning("how much is ordered") @Nullable BigDecimal quantity,

        @Meaning("unit of the quantity, UN/ECE Recommendation 20 where the table knows it") @Nullable
        String unit,

        @Meaning("how much of a changed line is left to deliver") @Nullable
        BigDecimal left,

        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("other prices, each under its kind") List<Price> prices,
        @Meaning("what the line comes to") @Nullable BigDecimal amount,
        @Meaning("what is ordered") @Nullable Item item,

        @Meaning("the order and its line, in an answer to several") @Nullable
        OrderReference order,

        @Meaning("where and when, if not as the whole order") @Nullable
        Delivery delivery,

        @Meaning("what the seller answers") List<LineResponse> responses,
        @Meaning("how the quantity is shared among stores") List<Allocation> allocations,
        @Meaning("how the quantity is spread over dates") List<Schedule> schedules,
        @Meaning("allowances and charges on the line") List<Allowance> allowances,
        @Meaning("taxes on the line") List<Tax> taxes,
        @Meaning("how the item is to be packed") List<Packaging> packaging,
        @Meaning("what it is packed in") List<Packages> packages,

        @Meaning("how it is to be packed, in words or codes")
        List<Description> packing,

        @Meaning("when and how to pay, if not as the whole") List<PaymentTerms> paymentTerms,

        @Meaning("who bears cost and risk of the transport, if not as the whole")
        List<DeliveryTerms> deliveryTerms,

        @Meaning("how it is to be carried, if not as the whole")
        List<Transport> transport,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("whom to ask about it") List<Contact> contacts,
        @Meaning("what the item consists of") List<SubLine> subLines,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
