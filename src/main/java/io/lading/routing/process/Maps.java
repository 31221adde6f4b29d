package io.lading.routing.process;

import io.lading.interchange.Standard;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.partner.Agreement;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import java.util.Optional;

/** Which map an agreement uses, in the version in force now. */
public interface Maps {

    /** @param version the hash of the map's folder, kept with every document */
    record Inbound(String id, String version, InboundMap map) {}

    record Outbound(String id, String version, OutboundMap map) {}

    Optional<Inbound> reading(ReceivingAgreement agreement);

    /** The map that usually reads a transaction set, for one that no agreement covers. */
    Optional<InboundMap> usual(Standard standard, String release, String setType);

    Optional<Outbound> writing(SendingAgreement agreement);

    /** The lookup tables in the scope of an agreement. */
    Lookups lookups(Agreement agreement);
}
