package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Packages of one kind, counted and weighed together. */
public record Packages(
        @Meaning("kind of packaging, as a code") @Nullable String kind,
        @Meaning("how many") @Nullable BigDecimal quantity,
        @Meaning("outer or inner, as a code") @Nullable String level,

        @Meaning("who gave the commodity its code") @Nullable
        String commodityScheme,

        @Meaning("the commodity's code") @Nullable String commodity,
        @Meaning("what it is, in words") @Nullable String description,

        @Meaning("which weight: a word of the table measure-kind, or the standard and its code") @Nullable
        String weightKind,

        @Meaning("the weight") @Nullable BigDecimal weight,
        @Meaning("unit of the weight") @Nullable String weightUnit,
        @Meaning("the volume") @Nullable BigDecimal volume,
        @Meaning("unit of the volume") @Nullable String volumeUnit) {}
