package io.lading.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command reads the schemas it needs, a hub reads all before it says that it is ready. */
class SchemaCatalogTest {
    private static final String SOUND = "set 850 group PO purchase order\nST M 1\nSE M 1\n";

    @TempDir
    private Path mappings;

    private final Problems problems = new Problems();
    private Path release;

    @BeforeEach
    void aReleaseWithASoundSetAndABrokenOne() throws IOException {
        release = Files.createDirectories(mappings.resolve("schemas/x12/004010"));
        Files.writeString(
                release.resolve("elements"), "143 ID 3/3 set type\n329 AN 4/9 set control number\n96 N0 1/10 count\n");
        Files.writeString(release.resolve("segments"), "ST = 143 M, 329 M\nSE = 96 M, 329 M\n");
        Files.writeString(release.resolve("850"), SOUND);
        Files.writeString(release.resolve("855"), "nothing that a set starts with\n");
    }

    @Test
    void readsASchemaOnDemandAndLeavesTheOthersAlone() {
        SchemaCatalog catalog = SchemaCatalog.onDemand(mappings, problem -> problems.addAll(List.of(problem)));

        assertThat(catalog.knowsRelease(Standard.X12, "004010VICS")).isTrue();
        assertThat(catalog.find(Standard.X12, "004010VICS", "850")).isPresent();
        assertThat(catalog.find(Standard.X12, "004010", "810")).isEmpty();
        assertThat(problems.list()).isEmpty();
        assertThat(catalog.find(Standard.X12, "004010", "855")).isEmpty();
        assertThat(problems.list()).singleElement().asString().contains("855:1", "Expected a first line such as");
    }

    @Test
    void readsAllAtOnceForAHub() {
        SchemaCatalog catalog = SchemaCatalog.load(mappings, problems);

        assertThat(catalog.all()).extracting(Schema::setType).containsExactly("850");
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void refusesAFileThatIsNamedOtherwiseThanItsSet() throws IOException {
        Files.writeString(release.resolve("860"), SOUND);

        SchemaCatalog.load(mappings, problems);

        assertThat(problems.list()).anySatisfy(problem -> assertThat(problem.toString())
                .contains("860:1", "named otherwise than its set 850"));
    }

    @Test
    void givesASchemaTheSameVersionWhenReadAloneAndWithAllOthers() {
        String alone = SchemaCatalog.onDemand(mappings, problem -> problems.addAll(List.of(problem)))
                .find(Standard.X12, "004010", "850")
                .orElseThrow()
                .version();

        assertThat(SchemaCatalog.load(mappings, problems).all().get(0).version())
                .isEqualTo(alone);
    }

    @Test
    void aDirectoryMayStateWhichCodesCameAndWentSinceAnother() throws IOException {
        Path earlier = directory("d96a", "1001 AN 1/3 kind\n1004 AN 1/3 number\n", "BGM document\n    1001 1004\n");
        Files.writeString(earlier.resolve("codes"), "1001 closed\n    | 220 221\n1004 closed\n    | 1\n");
        Path later = directory("d97b", "from d96a\n", "");
        Files.writeString(later.resolve("codes"), "1001 closed\n    + 380 381\n    - 221\n1004 open\n");

        Schema schema = SchemaCatalog.onDemand(mappings, problem -> problems.addAll(List.of(problem)))
                .find(Standard.EDIFACT, "D.97B", "ORDERS")
                .orElseThrow();

        assertThat(problems.list()).isEmpty();
        LayoutRule rules = Objects.requireNonNull(schema.layout("BGM"));
        CodeList kinds = Objects.requireNonNull(rules.elements().get(0).codes());
        assertThat(kinds.codes()).containsExactlyInAnyOrder("220", "380", "381");
        assertThat(rules.elements().get(1).codes()).isNull();
    }

    private Path directory(String name, String elements, String segments) throws IOException {
        Path directory = Files.createDirectories(mappings.resolve("schemas/edifact/" + name));
        Files.writeString(directory.resolve("elements"), elements);
        Files.writeString(directory.resolve("segments"), segments);
        Files.writeString(directory.resolve("ORDERS"), "set ORDERS group ORDERS order\nBGM M 1\n");
        return directory;
    }
}
