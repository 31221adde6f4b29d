package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An amount under its code. */
public record Amount(
        @Meaning("what it is: a word of the table amount-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("how much") @Nullable BigDecimal amount,

        @Meaning("ISO 4217 code, if not that of the document") @Nullable
        String currency) {}
