package io.lading.document;

import org.jspecify.annotations.Nullable;

/** An identifier of a party or place. */
public record Identifier(
        @Meaning("who gave it: gln, duns, duns4, buyer, seller; any other code as it was sent") @Nullable
        String scheme,

        @Meaning("the identifier") @Nullable String id) {}
