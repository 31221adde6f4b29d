package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A store's share of a line. */
public record Allocation(
        @Meaning("who gave the location its number") @Nullable
        String scheme,

        @Meaning("the store") @Nullable String location,
        @Meaning("its share") @Nullable BigDecimal quantity,
        @Meaning("unit of the quantity") @Nullable String unit,
        @Meaning("a place within the store") @Nullable String place) {}
