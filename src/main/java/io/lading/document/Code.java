package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A value under its code. */
public record Code(
        @Meaning("what the value is") @Nullable String code,
        @Meaning("the value") @Nullable String value) {}
