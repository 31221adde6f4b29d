package io.lading.acknowledgement;

import java.util.List;

/**
 * What we say about one interchange.
 *
 * @param disposition TA104: A, E or R
 * @param note TA105
 * @param acknowledged true if a TA1 answers it
 */
public record InterchangeDecision(
        InterchangeOutcome outcome,
        Disposition disposition,
        String note,
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
