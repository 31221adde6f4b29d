package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a receipt advice. */
public record ReceiptLine(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("what was received") @Nullable Item item,
        @Meaning("the order and its line") @Nullable OrderReference order,
        @Meaning("number of the despatch advice") @Nullable String despatch,
        @Meaning("how much was received") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("how much of it was accepted") @Nullable BigDecimal accepted,
        @Meaning("how much goes back") @Nullable BigDecimal returned,
        @Meaning("unit of what goes back") @Nullable String returnedUnit,
        @Meaning("how much is in question") @Nullable BigDecimal inQuestion,
        @Meaning("unit of what is in question") @Nullable String inQuestionUnit,

        @Meaning("what is wrong: a word of the table receipt-condition, or the standard and its code") @Nullable
        String condition,

        @Meaning("what else is wrong") List<Discrepancy> discrepancies,
        @Meaning("how it was packed") List<Packaging> packaging,
        @Meaning("what it was packed in") List<Packages> packages,

        @Meaning("handling units it came in, each under its code")
        List<Code> units,

        @Meaning("price of one unit") @Nullable Price price,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
