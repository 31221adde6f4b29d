package io.lading.routing;

import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.tracking.Audit;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changed maps, and says once what became of each change, in the log and in the audit. */
public final class MapRefresh {
    private static final Logger log = LoggerFactory.getLogger(MapRefresh.class);

    /** Whoever may change the folder: files do not say who did. */
    private static final String ACTOR = "mappings folder";

    private final MapRegistry registry;
    private final Audit audit;
    private Set<Refusal> told = Set.of();

    private record Refusal(String subject, String why) {}

    public MapRefresh(MapRegistry registry, Audit audit) {
        this.registry = registry;
        this.audit = audit;
    }

    public synchronized void refresh() {
        MapRegistry.Report report = registry.refresh();
        report.swapped().forEach(id -> {
            log.info("map={} state=SWAPPED", id);
            String version = registry.find(id).map(LoadedMap::version).orElse("");
            audit.record(ACTOR, "map.swapped", id, "version " + version);
        });
        report.removed().forEach(id -> {
            log.warn("map={} state=REMOVED", id);
            audit.record(ACTOR, "map.removed", id, "");
        });
        Set<Refusal> refusals = new LinkedHashSet<>();
        report.refused().forEach(refused -> refused.problems().forEach(problem -> {
            String stays = refused.stays() ? "the version before stays in force" : "it is not in force";
            refusals.add(new Refusal(refused.id(), stays + ": " + problem));
        }));
        report.problems().forEach(problem -> refusals.add(new Refusal("lookup tables", problem.toString())));
        refusals.stream().filter(refusal -> !told.contains(refusal)).forEach(refusal -> {
            log.error("map={} state=REFUSED {}", refusal.subject(), refusal.why());
            audit.record(ACTOR, "map.refused", refusal.subject(), refusal.why());
        });
        told = refusals;
    }
}
