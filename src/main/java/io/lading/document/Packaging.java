package io.lading.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How an item is packed. */
public record Packaging(
        @Meaning("inner packs in an outer pack") @Nullable BigDecimal packs,
        @Meaning("content of an inner pack") @Nullable BigDecimal size,
        @Meaning("unit of the content") @Nullable String unit,
        @Meaning("kind of packaging, as a code") @Nullable String packaging,
        @Meaning("which weight, as a code") @Nullable String weightKind,
        @Meaning("weight of a pack") @Nullable BigDecimal weight,
        @Meaning("unit of the weight") @Nullable String weightUnit,
        @Meaning("volume of a pack") @Nullable BigDecimal volume,
        @Meaning("unit of the volume") @Nullable String volumeUnit) {}
