package io.lading.document;

import org.jspecify.annotations.Nullable;

/** How goods are to be carried. */
public record Transport(
        @Meaning("which leg of the route, as a code") @Nullable
        String sequence,

        @Meaning("who gave the carrier its number") @Nullable
        String scheme,

        @Meaning("the carrier's number or code") @Nullable String carrier,

        @Meaning("road, rail, sea, air and so on, as a code") @Nullable
        String mode,

        @Meaning("the route in words") @Nullable String routing) {}
