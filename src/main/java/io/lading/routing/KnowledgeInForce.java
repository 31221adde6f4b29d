package io.lading.routing;

import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.routing.process.Guides;
import io.lading.routing.process.Knowledge;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Today's knowledge: partners and maps that were in force together at one moment, however they are swapped. */
final class KnowledgeInForce implements Supplier<Knowledge> {
    private final LoadedCommunity community;
    private final Guides guides;
    private final MapRegistry maps;
    private volatile @Nullable Taken taken;

    /** What was handed out last, and what it was made of. */
    private record Taken(MapRegistry registry, RegisteredMaps maps, Knowledge knowledge) {}

    KnowledgeInForce(LoadedCommunity community, Guides guides, MapRegistry maps) {
        this.community = community;
        this.guides = guides;
        this.maps = maps;
    }

    /** The same object for as long as nothing changes, so that what is compiled for it is compiled once. */
    @Override
    public Knowledge get() {
        while (true) {
            Community partners = community.current();
            MapRegistry registry = maps.asItIs();
            if (community.current() != partners) {
                continue; // The maps were taken at another moment than the partners.
            }
            Taken last = taken;
            if (last != null && last.registry() == registry && last.knowledge().community() == partners) {
                return last.knowledge();
            }
            take(partners, registry);
        }
    }

    private synchronized void take(Community partners, MapRegistry registry) {
        Taken last = taken;
        RegisteredMaps registered =
                last != null && last.registry() == registry ? last.maps() : new RegisteredMaps(registry);
        taken = new Taken(registry, registered, new Knowledge(partners, guides, registered));
    }
}
