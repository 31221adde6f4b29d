package io.lading.routing;

import io.lading.mapping.registry.MapRegistry;
import io.lading.mapping.registry.MappingFiles;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.routing.process.Guides;
import io.lading.routing.process.Knowledge;
import io.lading.routing.process.KnowledgeBase;
import io.lading.tracking.KnowledgeLog;
import io.lading.tracking.PartnersInForce;
import org.jspecify.annotations.Nullable;

/**
 * Today's knowledge: partners and maps that were in force together at one moment, however they are swapped; each version
 * is kept in the record before anything is processed with it.
 */
final class KnowledgeInForce implements KnowledgeBase {
    private final LoadedCommunity community;
    private final PartnersInForce partners;
    private final Guides guides;
    private final MappingFiles schemas;
    private final MapRegistry maps;
    private final LookupsInForce lookups;
    private final KnowledgeLog log;
    private final EarlierKnowledge earlier;
    private volatile @Nullable Taken taken;

    /** What was handed out last, and what it was made of. */
    private record Taken(
            MapRegistry registry, LookupTables tables, RegisteredMaps maps, MappingFiles files, Knowledge knowledge) {}

    /** @param schemas what the guides were read from */
    KnowledgeInForce(
            LoadedCommunity community,
            PartnersInForce partners,
            Guides guides,
            MappingFiles schemas,
            MapRegistry maps,
            LookupsInForce lookups,
            KnowledgeLog log,
            EarlierKnowledge earlier) {
        this.community = community;
        this.partners = partners;
        this.guides = guides;
        this.schemas = schemas;
        this.maps = maps;
        this.lookups = lookups;
        this.log = log;
        this.earlier = earlier;
    }

    /** The same object for as long as nothing changes, so that what is compiled for it is compiled once. */
    @Override
    public Knowledge today() {
        while (true) {
            Community now = community.current();
            MapRegistry registry = maps.asItIs();
            LookupTables tables = lookups.current();
            if (community.current() != now) {
                continue; // The maps were taken at another moment than the partners.
            }
            Taken last = taken;
            if (last != null
                    && last.registry() == registry
                    && last.tables() == tables
                    && last.knowledge().community() == now) {
                return last.knowledge();
            }
            take(now, registry, tables);
        }
    }

    private synchronized void take(Community now, MapRegistry registry, LookupTables tables) {
        Taken last = taken;
        Taken same = last != null && last.registry() == registry && last.tables() == tables ? last : null;
        if (same != null && same.knowledge().community() == now) {
            return;
        }
        RegisteredMaps registered = same != null ? same.maps() : new RegisteredMaps(registry, tables);
        MappingFiles files =
                same != null ? same.files() : schemas.with(registry.files()).with(tables.files());
        taken = new Taken(
                registry, tables, registered, files, new Knowledge(keep(now, files), now, guides, registered));
    }

    /** Partners that no applied version stands for cannot be found again; only tests have such. */
    private long keep(Community now, MappingFiles files) {
        long configuration = partners.versionOf(now);
        return configuration == 0 ? 0 : log.keep(new KnowledgeLog.Kept(configuration, now.version(), files.contents()));
    }

    @Override
    public Knowledge asItWas(long id) throws NotKept {
        Knowledge now = today();
        return now.id() == id ? now : earlier.of(id);
    }
}
