package io.lading.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own statement of X12: whole, consistent, and quick to load. */
class X12SchemasTest {

    @Test
    void everyFileIsReadWithoutAProblem() {
        Problems problems = new Problems();

        SchemaCatalog catalog = SchemaCatalog.load(Path.of("mappings"), problems);

        assertThat(problems.list()).isEmpty();
        assertThat(catalog.all().stream()
                        .filter(schema -> schema.standard() == Standard.X12)
                        .map(Schema::setType))
                .containsAll(List.of("850", "856"));
    }
}
