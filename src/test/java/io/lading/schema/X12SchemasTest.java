package io.lading.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own statement of X12: whole, consistent, and quick to load. */
class X12SchemasTest {

    /** The sets of design.md §5 and the acknowledgements; 999 came with 005010. */
    private static final List<String> BOTH = List.of(
            "214", "810", "820", "824", "830", "832", "840", "843", "846", "850", "852", "855", "856", "860", "861",
            "862", "865", "867", "875", "940", "945", "997", "TA1");

    private static final Problems PROBLEMS = new Problems();
    private static final SchemaCatalog CATALOG = SchemaCatalog.load(Path.of("mappings"), PROBLEMS);

    @Test
    void everyFileIsReadWithoutAProblem() {
        assertThat(PROBLEMS.list()).isEmpty();
    }

    @Test
    void everySetOfTheDesignIsThereInBothReleases() {
        for (String release : List.of("004010", "005010")) {
            List<String> types = CATALOG.all().stream()
                    .filter(schema -> schema.standard() == Standard.X12
                            && schema.release().equals(release))
                    .map(Schema::setType)
                    .toList();
            assertThat(types).as(release).containsAll(BOTH);
        }
        assertThat(CATALOG.find(Standard.X12, "005010", "999")).isPresent();
    }
}
