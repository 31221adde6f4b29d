package io.lading.routing;

import io.lading.mapping.Lookups;
import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Agreement;
import io.lading.partner.Format;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import io.lading.routing.process.Maps;
import java.util.Locale;
import java.util.Optional;

/** Maps by the registry: the one an agreement names, or the one that goes with its format and document. */
final class RegisteredMaps implements Maps {
    private final MapRegistry registry;

    RegisteredMaps(MapRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<Inbound> reading(ReceivingAgreement agreement) {
        return registry.find(mapId(agreement))
                .flatMap(map -> map.inbound().map(reader -> new Inbound(map.id(), map.version(), reader)));
    }

    @Override
    public Optional<Outbound> writing(SendingAgreement agreement) {
        Optional<LoadedMap> map = registry.find(mapId(agreement));
        return map.flatMap(found -> found.outbound().map(writer -> new Outbound(found.id(), found.version(), writer)));
    }

    @Override
    public Lookups lookups(String partner) {
        return registry.lookups();
    }

    /** {@code x12/850-order}, {@code json/order}, or whatever the agreement says. */
    private static String mapId(Agreement agreement) {
        if (agreement.map().isPresent()) {
            return agreement.map().get();
        }
        String document = agreement.document().toLowerCase(Locale.ROOT);
        if (agreement.format() instanceof Format.Edi edi) {
            return edi.standard().name().toLowerCase(Locale.ROOT) + "/"
                    + edi.set().toLowerCase(Locale.ROOT) + "-" + document;
        }
        return agreement.format() instanceof Format.Mapped mapped ? mapped.map() : "json/" + document;
    }
}
