package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document that a payment settles. */
public record RemittanceItem(
        @Meaning("what sort of document: a word of the table settled-document, or the standard and its code") @Nullable
        String kind,

        @Meaning("the document's number") @Nullable String number,
        @Meaning("the document's date") @Nullable Moment issued,

        @Meaning("what the payment does to it, as a code") @Nullable
        String action,

        @Meaning("how much is paid") @Nullable BigDecimal paid,
        @Meaning("what the document came to") @Nullable BigDecimal original,

        @Meaning("how much was taken off for paying early") @Nullable
        BigDecimal discount,

        @Meaning("who pays it") @Nullable Party payer,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("what was taken off or added, and why") List<Adjustment> adjustments,
        @Meaning("free text") List<Text> texts) {}
