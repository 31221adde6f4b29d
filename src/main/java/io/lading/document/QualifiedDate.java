package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A date or period under its code. */
public record QualifiedDate(
        @Meaning("what the date means: a word of the table date-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("the date, with time if it was given; the first day of a period") @Nullable
        Moment at,

        @Meaning("the last day of a period") @Nullable Moment until,

        @Meaning("time zone as a code, as it was sent") @Nullable
        String zone,

        @Meaning("how the text is written, if the date is no single day or period of days") @Nullable
        String format,

        @Meaning("the date or period as it was sent") @Nullable
        String text) {}
