package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An amount under its code. */
public record Amount(
        @Meaning("what it is, as a code") @Nullable String code,

        @Meaning("how much, in the document's currency") @Nullable
        BigDecimal amount) {}
