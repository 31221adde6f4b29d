package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A description of an item that is coded, or one of several. */
public record Description(
        @Meaning("how it is given: F free form, S structured, X both") @Nullable
        String kind,

        @Meaning("which property is described, as a code") @Nullable
        String characteristic,

        @Meaning("who maintains the code") @Nullable String agency,
        @Meaning("the description as a code") @Nullable String code,
        @Meaning("the description in words") @Nullable String text) {}
