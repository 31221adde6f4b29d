package io.lading.tracking;

import io.lading.interchange.FindingForm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transmission with everything in it. Of very many transaction sets those in trouble and the first ones are here; the
 * summary has the counts.
 *
 * @param principal who authenticated
 * @param transportId the stable key a repeat carries
 * @param attempts tries to send it; empty for a received one
 * @param documents ids and numbers of what an outbound transmission carries
 * @param doneAgain transmissions that did this one again
 */
public record TransmissionView(
        TransmissionSummary summary,
        @Nullable String principal,
        @Nullable String remote,
        String mediaType,
        @Nullable String transportId,
        String sha256,
        @Nullable Instant completedAt,
        @Nullable Instant nextAttemptAt,
        List<FindingForm> findings,
        List<Interchange> interchanges,
        List<AcknowledgementView> acknowledgements,
        List<ExpectationView> expectations,
        List<AttemptView> attempts,
        List<DocumentSummary> documents,
        List<EventView> events,
        List<String> doneAgain) {

    /** An interchange in it. */
    public record Interchange(
            String id,
            int ordinal,
            InterchangeState state,
            String standard,
            String sender,
            String receiver,
            String controlNumber,
            String usage,
            String version,
            long startOffset,
            long endOffset,
            @Nullable String repeatOf,
            List<FindingForm> findings,
            List<Group> groups) {}

    /** A functional group. {@code sets} is how many it has, whether or not all are listed. */
    public record Group(
            String id,
            int ordinal,
            GroupState state,
            String functionalId,
            String sender,
            String receiver,
            String controlNumber,
            String release,
            int sets,
            List<FindingForm> findings,
            List<SetView> listed) {}
}
