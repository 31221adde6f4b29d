package io.lading.tracking;

import io.lading.interchange.FindingForm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction set.
 *
 * @param documentType what it would have become, if no document was made of it
 * @param number the business number it gives, if no document was made of it
 * @param stages when each stage was passed, in their order: received, unwrapped, identified, validated, acknowledged,
 *     translated, decided, translated out, enveloped; null where it was not reached
 * @param parts how far it has come in parts; null if it was taken in one piece
 * @param documents what it was translated to
 */
public record SetView(
        String id,
        String group,
        String interchange,
        int ordinal,
        SetState state,
        String type,
        @Nullable String documentType,
        @Nullable String number,
        String controlNumber,
        String release,
        @Nullable String agreement,
        long startOffset,
        long endOffset,
        @Nullable String reason,
        List<FindingForm> findings,
        List<@Nullable Instant> stages,
        @Nullable PartsView parts,
        List<DocumentSummary> documents) {

    /** When a stage was passed. */
    @Nullable
    Instant passed(int stage) {
        return stage < stages.size() ? stages.get(stage) : null;
    }
}
