package io.lading.acknowledgement;

import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.SentItems.SentGroup;
import io.lading.acknowledgement.SentItems.SentSet;
import java.util.List;
import java.util.Optional;

/** What a received acknowledgement turned out to answer. */
public sealed interface AcknowledgementMatch {

    /**
     * It answers nothing we know of; it is kept and shown.
     *
     * @param reason a sentence
     */
    record Orphan(String reason) implements AcknowledgementMatch {}

    /**
     * It answers a group of ours.
     *
     * @param sets one answer for each set we sent in it
     * @param strangers sets it lists that we did not send in that group
     * @param countsDiffer true if it counts other sets than we sent
     */
    record Matched(SentGroup group, List<SetAnswer> sets, List<AnsweredSet> strangers, boolean countsDiffer)
            implements AcknowledgementMatch {}

    /** @param detail what was said about the set itself, if it was listed */
    record SetAnswer(SentSet set, Answer answer, Optional<AnsweredSet> detail) {}
}
