package io.lading.routing;

import io.lading.interchange.Standard;
import io.lading.routing.process.Guides;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import java.nio.file.Path;
import java.util.Optional;

/** Schemas of the catalog, changed by the overlays that agreements name. */
final class CatalogGuides implements Guides {
    private final SchemaCatalog catalog;

    CatalogGuides(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<Schema> schema(Standard standard, String release, String setType, Optional<Path> guide) {
        return catalog.find(standard, release, setType);
    }
}
