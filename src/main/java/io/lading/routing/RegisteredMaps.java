package io.lading.routing;

import io.lading.interchange.Standard;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Agreement;
import io.lading.partner.Format;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import io.lading.routing.process.Maps;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps by the registry: the one an agreement names, or the one that goes with its format and document. */
final class RegisteredMaps implements Maps {
    private static final Logger log = LoggerFactory.getLogger(RegisteredMaps.class);

    private final MapRegistry registry;
    private final Map<Overlaid, Optional<LoadedMap>> compiled = new ConcurrentHashMap<>();

    private record Overlaid(String map, String version, Path overlay) {}

    private final LookupTables tables;

    /** @param tables those of partners and agreements */
    RegisteredMaps(MapRegistry registry, LookupTables tables) {
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Optional<Inbound> reading(ReceivingAgreement agreement) {
        return map(agreement).flatMap(map -> map.inbound().map(reader -> new Inbound(map.id(), map.version(), reader)));
    }

    @Override
    public Optional<InboundMap> usual(Standard standard, String release, String setType) {
        return registry.reading(standard, release, setType).stream().findFirst().flatMap(LoadedMap::inbound);
    }

    @Override
    public Optional<Outbound> writing(SendingAgreement agreement) {
        return map(agreement)
                .flatMap(found -> found.outbound().map(writer -> new Outbound(found.id(), found.version(), writer)));
    }

    @Override
    public Lookups lookups(Agreement agreement) {
        return tables.of(registry.lookups(), agreement);
    }

    private Optional<LoadedMap> map(Agreement agreement) {
        Optional<LoadedMap> base = registry.find(mapId(agreement));
        if (base.isEmpty() || agreement.mapOverlay().isEmpty()) {
            return base;
        }
        LoadedMap map = base.get();
        Overlaid key =
                new Overlaid(map.id(), map.version(), agreement.mapOverlay().get());
        return compiled.computeIfAbsent(key, k -> overlaid(k));
    }

    /** Differences that do not fit must not be left out: the document would say something else than the partner meant. */
    private Optional<LoadedMap> overlaid(Overlaid key) {
        Problems problems = new Problems();
        Optional<LoadedMap> map = registry.overlaid(key.map(), key.overlay(), problems);
        if (!problems.isEmpty()) {
            log.error("map={} overlay={} state=REFUSED {}", key.map(), key.overlay(), problems.list());
            return Optional.empty();
        }
        return map;
    }

    /** {@code x12/850-order}, {@code json/order}, or whatever the agreement says. */
    static String mapId(Agreement agreement) {
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
