package io.lading.acknowledgement;

import java.util.List;
import java.util.Optional;

/** Finds what we sent; the record implements it. */
public interface SentItems {

    /** The group we sent under this key, the latest if numbers have wrapped. */
    Optional<SentGroup> group(GroupKey key);

    /** The id of the interchange we sent under this key. */
    Optional<String> interchange(InterchangeKey key);

    /**
     * The interchange we sent under this reference between these parties, the latest if numbers have wrapped; what its own
     * date and time are does not matter.
     */
    default Optional<SentInterchange> interchange(ReferenceKey key) {
        return Optional.empty();
    }

    /**
     * What names an interchange of EDIFACT we sent, seen from our side.
     *
     * @param sender our UNB S002 0004
     * @param receiver our UNB S003 0010
     * @param reference our UNB 0020
     */
    record ReferenceKey(String sender, String receiver, String reference) {}

    /**
     * @param id the record's own name of the interchange
     * @param groups with their control numbers; messages without UNG stand in one group without a number
     */
    record SentInterchange(String id, List<NumberedGroup> groups) {}

    /** @param controlNumber UNG 0048; empty for the group that messages without UNG stand in */
    record NumberedGroup(String controlNumber, SentGroup group) {}

    /**
     * What names a group we sent, seen from our side.
     *
     * @param sender our GS02
     * @param receiver our GS03
     * @param functionalId our GS01
     * @param controlNumber our GS06 without zeros in front
     */
    record GroupKey(String sender, String receiver, String functionalId, String controlNumber) {}

    /**
     * What names an interchange we sent, seen from our side.
     *
     * @param controlNumber our ISA13, nine digits
     * @param date our ISA09
     * @param time our ISA10
     */
    record InterchangeKey(
            String senderQualifier,
            String sender,
            String receiverQualifier,
            String receiver,
            String controlNumber,
            String date,
            String time) {}

    /** @param id the record's own name of the group */
    record SentGroup(String id, List<SentSet> sets) {}

    /**
     * @param id the record's own name of the set
     * @param type ST01
     * @param controlNumber ST02
     */
    record SentSet(String id, String type, String controlNumber) {}
}
