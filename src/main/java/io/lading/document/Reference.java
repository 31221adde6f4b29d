package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A number of something else, under its code. */
public record Reference(
        @Meaning("what kind of number: a word of the table reference-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("the number") @Nullable String id,
        @Meaning("a line of what has that number") @Nullable String line,
        @Meaning("more about it") @Nullable String text,
        @Meaning("its date") @Nullable Moment at) {}
