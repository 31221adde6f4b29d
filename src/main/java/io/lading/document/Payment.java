package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How money is moved. */
public record Payment(
        @Meaning("what the bank is to do: a word of the table payment-handling, or the standard and its code") @Nullable
        String handling,

        @Meaning("credit or debit") @Nullable String direction,

        @Meaning("cheque, transfer and so on: a word of the table payment-method, or the standard and its code")
        @Nullable
        String method,

        @Meaning("the bank's format, as a code") @Nullable String format,
        @Meaning("how much") @Nullable BigDecimal amount,
        @Meaning("when it takes effect") @Nullable Moment paid,
        @Meaning("the payment's number") @Nullable String reference,

        @Meaning("who sends it, as the bank knows them") @Nullable
        String originator,

        @Meaning("where the money comes from") @Nullable Account payerBank,
        @Meaning("where it goes") @Nullable Account payeeBank) {}
