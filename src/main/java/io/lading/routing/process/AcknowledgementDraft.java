package io.lading.routing.process;

import io.lading.acknowledgement.ApplicationAdvice;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.interchange.GroupHeader;
import io.lading.partner.Connection;
import io.lading.partner.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * What we answer to one interchange, before it is enveloped.
 *
 * @param interchange what is answered
 * @param decision what is said
 * @param through where the answer goes
 * @param advices what an 824 tells besides, each with the group it is about
 * @param envelope how it looks; the received one turned round where no agreement says
 */
record AcknowledgementDraft(
        InboundTransmission transmission,
        InboundInterchange interchange,
        InterchangeDecision decision,
        List<Advice> advices,
        Connection through,
        Optional<Envelope> envelope) {

    /** An 824 about sets of one group. */
    record Advice(GroupHeader group, ApplicationAdvice advice) {}
}
