package io.lading.transport;

import io.lading.tracking.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a try ended.
 *
 * @param answer what the receiver said, or what kept it from hearing us, for people
 * @param notBefore how long the receiver asked us to wait, if it did
 */
public record Sent(
        long transmissionId,
        Outcome outcome,
        String answer,
        @Nullable Duration notBefore) {

    public static Sent delivered(long transmissionId, String answer) {
        return new Sent(transmissionId, Outcome.DELIVERED, answer, null);
    }

    public static Sent failed(long transmissionId, Outcome outcome, String answer) {
        return new Sent(transmissionId, outcome, answer, null);
    }
}
