package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A date under its code. */
public record QualifiedDate(
        @Meaning("what the date means, as a code") @Nullable String code,

        @Meaning("the date, with time if it was given") @Nullable
        Moment at,

        @Meaning("time zone as a code, as it was sent") @Nullable
        String zone,

        @Meaning("how the text is written, if the date is no single one") @Nullable
        String format,

        @Meaning("the date or period as it was sent") @Nullable
        String text) {}
