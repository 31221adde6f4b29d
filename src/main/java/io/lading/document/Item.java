package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is traded. */
public record Item(
        @Meaning("GTIN of 8, 12, 13 or 14 digits, with the digits that were sent") @Nullable
        String gtin,

        @Meaning("the buyer's item number") @Nullable String buyerItem,
        @Meaning("the seller's item number") @Nullable String sellerItem,
        @Meaning("the manufacturer's item number") @Nullable String manufacturerItem,
        @Meaning("what it is, in words") @Nullable String description,

        @Meaning("country of origin, ISO 3166-1 alpha-2") @Nullable
        String origin,

        @Meaning("other numbers and properties, each under its code")
        List<Code> identifiers,

        @Meaning("other descriptions, free or coded") List<Description> descriptions) {}
