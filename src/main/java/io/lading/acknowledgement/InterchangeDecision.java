package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we say about one interchange.
 *
 * @param disposition TA104: A, E or R
 * @param note TA105; UCI 0085, or empty
 * @param because the finding that the note is about, if there is one
 * @param acknowledged true if a TA1, in EDIFACT a CONTRL, answers it
 */
public record InterchangeDecision(
        InterchangeOutcome outcome,
        Disposition disposition,
        String note,
        @Nullable Finding because,
        boolean acknowledged,
        List<GroupDecision> groups) {

    /** The sets that go on to translation, in the order they were sent. */
    public List<SetDecision> released() {
        return groups.stream()
                .flatMap(group -> group.sets().stream())
                .filter(SetDecision::isReleased)
                .toList();
    }
}
