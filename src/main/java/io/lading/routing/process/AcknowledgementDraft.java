package io.lading.routing.process;

import io.lading.acknowledgement.InterchangeDecision;
import io.lading.partner.Connection;
import io.lading.partner.EnvelopeSettings;
import java.util.Optional;

/**
 * What we answer to one interchange, before it is enveloped.
 *
 * @param interchange what is answered
 * @param decision what is said
 * @param through where the answer goes
 * @param envelope how it looks; the received one turned round where no agreement says
 */
record AcknowledgementDraft(
        InboundTransmission transmission,
        InboundInterchange interchange,
        InterchangeDecision decision,
        Connection through,
        Optional<EnvelopeSettings> envelope) {}
