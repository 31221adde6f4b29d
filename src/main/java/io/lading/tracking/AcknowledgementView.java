package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That something was acknowledged, by us (OUT) or by a partner (IN).
 *
 * @param interchange the interchange that is answered; likewise group and set, as far as the answer is that precise
 * @param transmission the one that carries the answer, with its state and the time it was sent or received
 */
public record AcknowledgementView(
        String id,
        Direction direction,
        String kind,
        AcknowledgementStatus status,
        @Nullable String interchange,
        @Nullable String group,
        @Nullable String set,
        @Nullable String transmission,
        @Nullable TransmissionState carrierState,
        @Nullable Instant carriedAt,
        Instant at) {}
