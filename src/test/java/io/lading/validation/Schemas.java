package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Problems;
import java.nio.file.Path;

/** The schemas of this repository, loaded once. */
public final class Schemas {
    private static final SchemaCatalog CATALOG = load();

    private Schemas() {}

    public static SchemaCatalog catalog() {
        return CATALOG;
    }

    public static Schema x12(String release, String set) {
        return CATALOG.find(Standard.X12, release, set).orElseThrow();
    }

    private static SchemaCatalog load() {
        Problems problems = new Problems();
        SchemaCatalog catalog = SchemaCatalog.load(Path.of("mappings"), problems);
        assertThat(problems.list()).isEmpty();
        return catalog;
    }
}
