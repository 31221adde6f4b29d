package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How goods are carried. */
public record Transport(
        @Meaning("which leg of the route, as a code") @Nullable
        String sequence,

        @Meaning("road, rail, sea, air and so on: a word of the table transport-mode, or the standard and its code")
        @Nullable
        String mode,

        @Meaning("who gave the carrier its number") @Nullable
        String scheme,

        @Meaning("the carrier's number or code") @Nullable String carrier,
        @Meaning("the carrier's name") @Nullable String carrierName,
        @Meaning("the route in words") @Nullable String routing,

        @Meaning("whether all or a part was shipped, as a code") @Nullable
        String status,

        @Meaning("the level of service, as a code") @Nullable
        String service,

        @Meaning("the voyage, flight or trip") @Nullable String voyage,

        @Meaning("the kind of vehicle or container, as a code") @Nullable
        String equipment,

        @Meaning("number of the vehicle or container") @Nullable
        String vehicle,

        @Meaning("numbers of the seals") List<String> seals) {}
