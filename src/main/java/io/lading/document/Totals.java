package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Sums as the sender stated them. */
public record Totals(
        @Meaning("amount of the whole document") @Nullable BigDecimal amount) {}
