package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One try at sending. */
public record AttemptView(
        String transmission,
        int ordinal,
        int node,
        Outcome outcome,
        @Nullable String answer,
        Instant startedAt,
        @Nullable Instant endedAt) {}
