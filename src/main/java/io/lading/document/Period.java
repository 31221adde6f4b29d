package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A span of time. */
public record Period(
        @Meaning("its first day") @Nullable Moment from,
        @Meaning("its last day") @Nullable Moment until) {}
