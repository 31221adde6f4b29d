package io.lading.document;

import org.jspecify.annotations.Nullable;

/** An order that something belongs to, or a line of it. */
public record OrderReference(
        @Meaning("the order's number, as the buyer gave it") @Nullable
        String number,

        @Meaning("which call-off of a blanket order") @Nullable
        String release,

        @Meaning("when the buyer issued it") @Nullable Moment issued,
        @Meaning("the line's number") @Nullable String line,

        @Meaning("the contract it was placed under") @Nullable
        String contract) {}
