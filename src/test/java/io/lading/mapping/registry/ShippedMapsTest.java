package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.DocumentJson;
import io.lading.document.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code -Dgolden=update} writes down what the maps make of their inputs; look at the changes like at code. */
class ShippedMapsTest {
    private static final Path MAPPINGS = Path.of("mappings");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));
    private static final String ADVICE =
            "If this is what it should be: mvn test -Dtest=ShippedMapsTest -Dgolden=update\n";

    private static MapRegistry registry() {
        MapRegistry registry = MapRegistry.of(MAPPINGS);
        MapRegistry.Report report = registry.refresh();
        assertThat(report.refused()).isEmpty();
        assertThat(report.problems()).isEmpty();
        return registry;
    }

    private static void refuseInContinuousIntegration() {
        assertThat(System.getenv("CI"))
                .as("golden files are not rewritten when CI=true")
                .isNotEqualTo("true");
    }

    @TestFactory
    List<DynamicTest> eachCaseComesOutAsExpected() throws IOException {
        MapRegistry registry = registry();
        if (UPDATE) {
            refuseInContinuousIntegration();
            for (LoadedMap map : registry.all()) {
                MapCases.update(map, registry.lookups());
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (LoadedMap map : registry.all()) {
            List<MapCases.Result> results = MapCases.run(map, registry.lookups());
            tests.add(DynamicTest.dynamicTest(
                    map.id() + " has cases", () -> assertThat(results).isNotEmpty()));
            for (MapCases.Result result : results) {
                tests.add(DynamicTest.dynamicTest(result.name(), () -> assertThat(result.differences())
                        .as(ADVICE + String.join("\n", result.differences()))
                        .isEmpty()));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> theJsonSchemasSayWhatTheRecordsSay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String type : Shape.documentNames()) {
            Path file = MAPPINGS.resolve("schemas/canonical/" + dashed(type) + ".schema.json");
            String schema = Objects.requireNonNull(DocumentJson.schema(type));
            if (UPDATE) {
                refuseInContinuousIntegration();
                Files.writeString(file, schema);
            }
            tests.add(DynamicTest.dynamicTest(type, () -> assertThat(TextDifference.of(Files.readString(file), schema))
                    .as(ADVICE)
                    .isEmpty()));
        }
        return tests;
    }

    /** {@code order-response} for {@code OrderResponse}. */
    private static String dashed(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
