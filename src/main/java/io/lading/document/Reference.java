package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A number of something else, under its code. */
public record Reference(
        @Meaning("what kind of number, as a code") @Nullable String code,
        @Meaning("the number") @Nullable String id,
        @Meaning("more about it") @Nullable String text) {}
