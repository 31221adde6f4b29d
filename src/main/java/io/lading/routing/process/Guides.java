package io.lading.routing.process;

import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import java.nio.file.Path;
import java.util.Optional;

/** The schema of a transaction set as a partner's guide changes it. */
public interface Guides {

    /** @param guide the overlay file of the agreement, if it has one */
    Optional<Schema> schema(Standard standard, String release, String setType, Optional<Path> guide);

    /** All schemas there are, so that it can be said what is not supported; empty where that is not known. */
    default Optional<SchemaCatalog> catalog() {
        return Optional.empty();
    }
}
