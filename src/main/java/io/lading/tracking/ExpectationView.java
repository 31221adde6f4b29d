package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer we are owed, for an outbound transmission. */
public record ExpectationView(
        String id,
        String kind,
        ExpectationState state,
        String partner,
        @Nullable String interchange,
        @Nullable String transmission,
        @Nullable Instant dueAt,
        Instant createdAt,
        @Nullable Instant closedAt) {}
