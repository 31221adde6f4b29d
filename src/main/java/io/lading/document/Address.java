package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A postal address. */
public record Address(
        @Meaning("street lines") List<String> streets,
        @Meaning("town or city") @Nullable String city,
        @Meaning("state or province") @Nullable String region,
        @Meaning("postal code") @Nullable String postalCode,
        @Meaning("country code") @Nullable String country,
        @Meaning("who gave the place its number") @Nullable String placeScheme,
        @Meaning("a number of the place") @Nullable String place,

        @Meaning("name and address as lines, where they are not given by their parts")
        List<String> lines) {}
