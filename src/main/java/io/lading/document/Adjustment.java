package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was taken off a payment or added to it. */
public record Adjustment(
        @Meaning("how much; less than nothing for what is added") @Nullable
        BigDecimal amount,

        @Meaning("why: a word of the table adjustment-reason, or the standard and its code") @Nullable
        String reason,

        @Meaning(
                "what kind of number the reference is: a word of the table reference-kind, or the standard and its code")
        @Nullable
        String scheme,

        @Meaning("the document or claim it goes back to") @Nullable
        String reference,

        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("why, in words") @Nullable String text) {}
