package io.lading.routing;

import io.lading.mapping.registry.MapRegistry;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changed maps, and says once what became of each change. */
public final class MapRefresh {
    private static final Logger log = LoggerFactory.getLogger(MapRefresh.class);

    private final MapRegistry registry;
    private Set<String> told = new HashSet<>();

    public MapRefresh(MapRegistry registry) {
        this.registry = registry;
    }

    public synchronized void refresh() {
        MapRegistry.Report report = registry.refresh();
        report.swapped().forEach(id -> log.info("map={} state=SWAPPED", id));
        report.removed().forEach(id -> log.warn("map={} state=REMOVED", id));
        Set<String> refusals = new HashSet<>();
        report.refused().forEach(refused -> refused.problems().forEach(problem -> {
            String stays = refused.stays() ? "the version before stays in force" : "it is not in force";
            refusals.add("map=" + refused.id() + " state=REFUSED " + stays + ": " + problem);
        }));
        report.problems().forEach(problem -> refusals.add("lookup tables state=REFUSED: " + problem));
        refusals.stream().filter(text -> !told.contains(text)).forEach(log::error);
        told = refusals;
    }
}
