package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A price. */
public record Price(
        @Meaning("amount for one unit") @Nullable BigDecimal amount,

        @Meaning("what the amount means, as a code") @Nullable
        String basis) {}
