package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.mapping.Lineage;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code docs/reference/carried-fields.tsv} says where each field of a document stands in X12 and in EDIFACT. A field that has a place
 * in both is the same after it went from one to the other and back.
 */
class CarriedFieldsTest {
    private static final Path FILE = Path.of("docs/reference/carried-fields.tsv");
    private static final String NONE = "none: ";

    /** How many fields of a document have a place in both; it only grows. */
    private static final Map<String, Integer> CARRIED = Map.ofEntries(
            Map.entry("ApplicationResponse", 55),
            Map.entry("Catalogue", 189),
            Map.entry("DespatchAdvice", 126),
            Map.entry("Forecast", 122),
            Map.entry("InventoryReport", 104),
            Map.entry("Invoice", 292),
            Map.entry("Order", 282),
            Map.entry("OrderChange", 283),
            Map.entry("OrderResponse", 278),
            Map.entry("Quotation", 264),
            Map.entry("ReceiptAdvice", 130),
            Map.entry("RemittanceAdvice", 73),
            Map.entry("RequestForQuotation", 263),
            Map.entry("SalesReport", 83),
            Map.entry("TransportStatus", 52));

    /** X12 must have what EDIFACT cannot say (RCD08, XQ01), so each way is tried by itself. */
    private static final Set<String> APART = Set.of("ReceiptAdvice", "SalesReport");

    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));
    private static SchemaCatalog schemas;

    /** @param field without the numbers of records: {@code lines.item.gtin} */
    private record Row(String document, String field, String x12, String edifact) {
        boolean isCarried() {
            return !x12.startsWith(NONE) && !edifact.startsWith(NONE);
        }
    }

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        schemas = SchemaCatalog.onDemand(Path.of("mappings"), problem -> {});
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    @Test
    void everyPlaceStandsInTheSchemaOfItsSet() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            check(row, row.x12(), "x12/any", "004010", wrong);
            check(row, row.edifact(), "edifact/any", "D.96A", wrong);
        }

        assertThat(wrong).isEmpty();
    }

    private static void check(Row row, String place, String format, String release, List<String> wrong) {
        if (place.startsWith(NONE)) {
            if (place.length() < NONE.length() + 10) {
                wrong.add(row + " says no reason");
            }
            return;
        }
        LoadedMap map = REGISTRY.writing(row.document(), format).orElseThrow();
        Schema schema = schemas.find(
                        map.standard().orElseThrow(), release, map.setType().orElseThrow())
                .orElseThrow();
        String[] parts = place.split("\\.");
        int component = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        if (schema.elementReference(parts[0], Integer.parseInt(parts[1]), component)
                .isEmpty()) {
            wrong.add(row + ": " + schema.setType() + " has no " + place);
        }
    }

    @TestFactory
    Stream<DynamicTest> aFieldWithAPlaceInBothIsTheSameAfterTheOtherStandardAndBack() throws IOException {
        Map<String, List<Row>> byDocument =
                rows().stream().collect(Collectors.groupingBy(Row::document, TreeMap::new, Collectors.toList()));
        assertThat(byDocument.keySet()).containsExactlyInAnyOrderElementsOf(CARRIED.keySet());
        return byDocument.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> comesBack(each.getKey(), each.getValue())));
    }

    private static void comesBack(String name, List<Row> rows) {
        Document document = FilledDocument.of(name);
        Document american = through(document, "x12/any", "004010");
        boolean apart = APART.contains(name);
        Document european = through(apart ? document : american, "edifact/any", "D.96A");
        Document back = apart ? american : through(european, "x12/any", "004010");
        Map<String, Set<String>> sent = FilledDocument.values(document);
        Map<String, Set<String>> other = FilledDocument.values(european);
        Map<String, Set<String>> received = FilledDocument.values(back);
        List<String> wrong = new ArrayList<>();
        int carried = 0;
        for (Row row : rows) {
            if (!row.isCarried()) {
                continue;
            }
            carried++;
            Set<String> value = sent.getOrDefault(row.field(), Set.of());
            if (value.isEmpty()
                    || !other.getOrDefault(row.field(), Set.of()).containsAll(value)
                    || !received.getOrDefault(row.field(), Set.of()).containsAll(value)) {
                wrong.add(row + ": " + value + " → " + other.get(row.field()) + " → " + received.get(row.field()));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(carried).isGreaterThanOrEqualTo(CARRIED.get(name));
    }

    private static Document through(Document document, String format, String release) {
        LoadedMap map = REGISTRY.writing(document.type(), format).orElseThrow();
        Corpus.Written set = Corpus.Written.of(document, map, release, REGISTRY.lookups());
        assertThat(set.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::sentence)
                .isEmpty();
        Translation read =
                REGISTRY.read(set.standard(), set.source(), REGISTRY.lookups()).orElseThrow();
        assertThat(read.documents()).as(set.text()).isNotEmpty();
        return read.documents().get(0);
    }

    @Test
    void theFileNamesEachFieldThatSomeMapWrites() throws IOException {
        Set<String> named =
                rows().stream().map(row -> row.document() + " " + row.field()).collect(Collectors.toSet());
        Set<String> lacking = new TreeSet<>();
        for (String name : CARRIED.keySet()) {
            Document document = FilledDocument.of(name);
            for (String format : List.of("x12/any", "edifact/any")) {
                places(document, format).keySet().forEach(field -> lacking.add(name + " " + field));
            }
        }
        lacking.removeAll(named);

        assertThat(lacking).as("fields that " + FILE + " lacks").isEmpty();
    }

    private static Map<String, String> places(Document document, String format) {
        LoadedMap map = REGISTRY.writing(document.type(), format).orElseThrow();
        boolean x12 = format.startsWith("x12");
        Lineage lineage = ((OutboundMap.OfSegments) map.outbound().orElseThrow())
                .lineage(document, x12 ? "004010" : "D.96A", REGISTRY.lookups());
        Set<String> fields = FilledDocument.values(document).keySet();
        Map<String, String> places = new TreeMap<>();
        for (Lineage.Entry entry : lineage.entries()) {
            String field = FilledDocument.withoutNumbers(entry.field());
            if (fields.contains(field) && entry.length() > 0) {
                String element = "%s.%02d".formatted(entry.segment(), entry.element());
                places.putIfAbsent(field, x12 ? element : element + ".%02d".formatted(entry.component()));
            }
        }
        return places;
    }
}
