package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened, and who did it. */
public record EventView(
        String id,
        Instant at,
        String kind,
        String actor,
        @Nullable String transmission,
        @Nullable String document,
        String detail) {}
