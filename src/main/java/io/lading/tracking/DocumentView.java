package io.lading.tracking;

import io.lading.interchange.FindingForm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document with where it came from and where it went.
 *
 * @param set the transaction set it was translated from
 * @param unused what no rule of the map took
 * @param answers acknowledgements we gave for it, and those partners gave for what was made of it
 */
public record DocumentView(
        DocumentSummary summary,
        List<String> numbers,
        @Nullable String issued,
        String map,
        String mapVersion,
        String schemaVersion,
        String agreementVersion,
        List<FindingForm> unused,
        TransmissionSummary transmission,
        TransmissionView.@Nullable Interchange interchange,
        SetView set,
        List<Delivery> deliveries,
        List<AcknowledgementView> answers,
        List<ExpectationView> expectations,
        List<EventView> events) {

    /**
     * On its way to one destination.
     *
     * @param event the type of the event it tells of, if it is one
     * @param transmission the outbound transmission that carries it
     */
    public record Delivery(
            String id,
            String partner,
            String connection,
            String agreement,
            DeliveryState state,
            Standing standing,
            String format,
            @Nullable String event,
            @Nullable String transmission,
            @Nullable String reason,
            List<FindingForm> findings,
            Instant createdAt,
            @Nullable Instant completedAt,
            @Nullable Instant nextAttemptAt,
            List<AttemptView> attempts) {}
}
