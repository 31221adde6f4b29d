package io.lading.routing;

import io.lading.interchange.Standard;
import io.lading.routing.process.Guides;
import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schemas of the catalog, changed by the overlays that agreements name; each combination is compiled once. */
final class CatalogGuides implements Guides {
    private static final Logger log = LoggerFactory.getLogger(CatalogGuides.class);

    private final SchemaCatalog catalog;
    private final Map<Guided, Schema> compiled = new ConcurrentHashMap<>();

    private record Guided(String schemaVersion, String setType, Path guide) {}

    CatalogGuides(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<Schema> schema(Standard standard, String release, String setType, Optional<Path> guide) {
        Optional<Schema> base = catalog.find(standard, release, setType);
        if (base.isEmpty() || guide.isEmpty()) {
            return base;
        }
        Guided key = new Guided(base.get().version(), setType, guide.get());
        return Optional.of(compiled.computeIfAbsent(key, k -> compile(base.get(), guide.get())));
    }

    @Override
    public Optional<SchemaCatalog> catalog() {
        return Optional.of(catalog);
    }

    /** A guide that broke since the partner files were checked must not stop the standard's own checks. */
    private static Schema compile(Schema base, Path guide) {
        Problems problems = new Problems();
        Schema guided = base.with(Overlay.read(guide, problems), problems);
        if (problems.isEmpty()) {
            return guided;
        }
        log.error("guide={} is not applied: {}", guide, problems.list());
        return base;
    }
}
