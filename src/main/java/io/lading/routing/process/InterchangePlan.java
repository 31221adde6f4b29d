package io.lading.routing.process;

import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeAcknowledgement;
import io.lading.interchange.Standard;
import io.lading.partner.Address;
import io.lading.partner.Connection;
import io.lading.partner.EdifactEnvelope;
import io.lading.partner.Envelope;
import io.lading.syntax.SegmentSink;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An interchange that is to leave, before it has its control numbers.
 *
 * @param settings how it looks
 * @param sender ISA05/06; acknowledgements take it from what they answer
 * @param receiver ISA07/08
 * @param answer the TA1 it carries, if any
 * @param acknowledges what its acknowledgements answer; null for documents
 */
record InterchangePlan(
        Connection connection,
        Envelope settings,
        Address sender,
        Address receiver,
        @Nullable InterchangeAcknowledgement answer,
        List<GroupPlan> groups,
        @Nullable AcknowledgementDraft acknowledges) {

    /**
     * A functional group of it.
     *
     * @param functionalId GS01
     * @param sender GS02
     * @param receiver GS03
     * @param release GS08
     * @param answers the group whose 997 this carries; null for documents
     */
    record GroupPlan(
            String functionalId,
            String sender,
            String receiver,
            String release,
            List<SetPlan> sets,
            @Nullable GroupDecision answers) {}

    /**
     * A transaction set of it.
     *
     * @param type ST01
     * @param content writes the segments between ST and SE
     * @param delivery the document it carries; null for acknowledgements
     */
    record SetPlan(
            String type,
            Consumer<SegmentSink> content,
            @Nullable DeliveryDraft delivery) {}

    /** The counter of ISA13 or UNB 0020: one for each pair of addresses. */
    String interchangeCounter() {
        String name = standard() == Standard.X12 ? "ISA13|" : "UNB0020|";
        return name + sender + "|" + receiver;
    }

    Standard standard() {
        return settings instanceof EdifactEnvelope ? Standard.EDIFACT : Standard.X12;
    }

    /** True if groups have headers and numbers of their own; EDIFACT can do without. */
    boolean hasGroups() {
        return !(settings instanceof EdifactEnvelope edifact) || edifact.groups();
    }

    /** The counter of GS06 or UNG 0048: one for each pair of group addresses and kind. */
    String groupCounter(GroupPlan group) {
        return (standard() == Standard.X12 ? "GS06|" : "UNG0048|") + group.sender() + "|" + group.receiver() + "|"
                + group.functionalId();
    }
}
