package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Standard;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class MapRegistryTest {
    @TempDir
    Path mappings;

    private MapRegistry registry;

    @BeforeEach
    void copyTheShippedMaps() throws IOException {
        Path shipped = Path.of("mappings");
        try (Stream<Path> files = Files.walk(shipped)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, mappings.resolve(shipped.relativize(file))));
        }
        registry = MapRegistry.of(mappings);
        assertThat(registry.refresh().refused()).isEmpty();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Translation read(String id, String text) {
        InboundMap.OfText map = (InboundMap.OfText)
                registry.find(id).flatMap(LoadedMap::inbound).orElseThrow();
        return map.read(TextSource.utf8(text.getBytes(StandardCharsets.UTF_8), "orders.csv"), registry.lookups());
    }

    private Rendering write(String id, String json) {
        Document document = DocumentJson.read(json.getBytes(StandardCharsets.UTF_8))
                .single()
                .orElseThrow();
        OutboundMap.OfText map = (OutboundMap.OfText)
                registry.find(id).flatMap(LoadedMap::outbound).orElseThrow();
        return map.write(document, registry.lookups());
    }

    @Test
    void loadsEveryShippedMapUnderItsFoldersName() {
        assertThat(registry.all())
                .extracting(LoadedMap::id)
                .contains("csv/erp-orders", "json/order", "x12/850-order", "xml/acme-order");
    }

    @Test
    void knowsJsonOfEveryDocumentWithoutAFolder() {
        assertThat(registry.writing("Invoice", "json")).map(LoadedMap::kind).hasValue(LoadedMap.Kind.JSON);
    }

    @Test
    void findsTheBindingsOfASetAndOfADocument() {
        assertThat(registry.reading(Standard.X12, "004010VICS", "850"))
                .extracting(LoadedMap::id)
                .containsExactly("x12/850-order");
        assertThat(registry.reading(Standard.X12, "004010", "837")).isEmpty();
        assertThat(registry.writing("Order", "x12/005010")).map(LoadedMap::id).hasValue("x12/850-order");
        assertThat(registry.writing("Order", "x12/850-order"))
                .map(LoadedMap::id)
                .hasValue("x12/850-order");
        assertThat(registry.writing("Order", "tradacoms/9")).isEmpty();
    }

    @Test
    void swapsAChangedMapAndLeavesTheOthersAsTheyAre() throws IOException {
        LoadedMap before = registry.find("xml/acme-order").orElseThrow();
        LoadedMap other = registry.find("csv/erp-orders").orElseThrow();
        Path template = mappings.resolve("xml/acme-order/order.xml.ftl");
        Files.writeString(template, Files.readString(template).replace("CustomerOrderNumber", "PurchaseOrder"));

        assertThat(registry.refresh().swapped()).containsExactly("xml/acme-order");

        LoadedMap after = registry.find("xml/acme-order").orElseThrow();
        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(registry.find("csv/erp-orders")).containsSame(other);
        assertThat(new String(write("xml/acme-order", "{\"number\":\"PO-1\"}").bytes(), StandardCharsets.UTF_8))
                .contains("<PurchaseOrder>PO-1</PurchaseOrder>");
    }

    @Test
    void refusesABrokenMapWithItsLineAndKeepsTheOldOneInForce() throws IOException {
        LoadedMap before = registry.find("x12/850-order").orElseThrow();
        Path binding = mappings.resolve("x12/850-order/binding.yaml");
        Files.writeString(binding, Files.readString(binding).replace("  03: number", "  03: numbr"));

        MapRegistry.Report report = registry.refresh();

        assertThat(report.swapped()).isEmpty();
        assertThat(report.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.id()).isEqualTo("x12/850-order");
            assertThat(refused.stays()).isTrue();
            assertThat(refused.problems().get(0).toString())
                    .contains("binding.yaml:8:")
                    .endsWith("Order has no field 'numbr'. Did you mean 'number'?");
        });
        assertThat(registry.find("x12/850-order")).containsSame(before);
    }

    @Test
    void seesAChangeOfTheSameLengthAfterManyQuietLooksAndTellsARefusalAtEachOne() throws IOException {
        Path template = mappings.resolve("xml/acme-order/order.xml.ftl");
        Path binding = mappings.resolve("x12/850-order/binding.yaml");
        Files.writeString(binding, Files.readString(binding).replace("  03: number", "  03: numbr"));
        for (int look = 0; look < 4; look++) {
            assertThat(registry.refresh().refused()).as("look %d", look).hasSize(1);
        }
        Files.writeString(template, Files.readString(template).replace("CustomerOrderNumber", "CustomerOrderNumbeR"));

        assertThat(registry.refresh().swapped()).containsExactly("xml/acme-order");
        assertThat(registry.refresh().swapped()).isEmpty();
    }

    @Test
    void appliesAnAgreementsDifferencesToABinding() throws IOException {
        Path overlay = mappings.resolve("globex.yaml");
        Files.writeString(overlay, """
                overlay: x12/850-order
                REF[01=DP].02: delivery.party.name
                TD5.*: none
                PO1:
                  06-25: { structure: pairs, kind: { SK: item.buyerItem }, others: item.identifiers }
                """);
        Problems problems = new Problems();

        LoadedMap globex = registry.overlaid("x12/850-order", overlay, problems).orElseThrow();

        InboundMap.OfSegments map = (InboundMap.OfSegments) globex.inbound().orElseThrow();
        EdiSets sets = EdiSets.read("""
                ST*850*0001~
                BEG*00*SA*PO-17**20261002~
                REF*DP*038~
                TD5*O~
                PO1*1*85*EA*643.00**SK*77*VN*5~
                PID*F****SHIRT~
                SE*7*0001~
                """.getBytes(StandardCharsets.UTF_8), "orders.edi");
        Translation translation = map.read(sets.sets().get(0), registry.lookups());
        assertThat(new String(DocumentJson.write(translation.documents().get(0)), StandardCharsets.UTF_8))
                .contains("\"delivery\":{\"party\":{\"name\":\"038\"}}")
                .contains("\"buyerItem\":\"77\",\"description\":\"SHIRT\"")
                .contains("\"identifiers\":[{\"code\":\"VN\",\"value\":\"5\"}]");
        assertThat(translation.unused()).singleElement().satisfies(note -> assertThat(note.found())
                .isEqualTo("TD5*O"));
        assertThat(globex.version())
                .startsWith(registry.find("x12/850-order").orElseThrow().version() + "+");
    }

    @Test
    void saysWhichDifferenceDoesNotFit() throws IOException {
        Path overlay = mappings.resolve("globex.yaml");
        Files.writeString(overlay, "overlay: x12/850-order\nTD4.*: none\nXYZ.01: number\n");
        Problems problems = new Problems();

        assertThat(registry.overlaid("x12/850-order", overlay, problems)).isEmpty();
        assertThat(problems.list())
                .extracting(Problems.Problem::message)
                .anySatisfy(message -> assertThat(message).startsWith("There is no rule 'TD4.*' to take away."))
                .anySatisfy(message -> assertThat(message).startsWith("The binding has no rule for XYZ here"));
    }

    @Test
    void refusesAnXmlTemplateThatDoesNotEscape() throws IOException {
        Path template = mappings.resolve("xml/acme-order/order.xml.ftl");
        Files.writeString(template, Files.readString(template).replace("<#ftl output_format=\"XML\">", ""));

        assertThat(registry.refresh().refused()).singleElement().satisfies(refused -> assertThat(
                        refused.problems().get(0).message())
                .contains("must begin with <#ftl output_format=\"XML\">"));
    }

    @Test
    void forgetsAMapWhoseFolderIsGone() throws IOException {
        Files.delete(mappings.resolve("csv/erp-orders/map.yaml"));

        assertThat(registry.refresh().removed()).containsExactly("csv/erp-orders");
        assertThat(registry.find("csv/erp-orders")).isEmpty();
    }

    @Test
    void escapesWhatAPartnerPutIntoAValue() {
        Rendering rendering = write("xml/acme-order", """
                {"number": "</CustomerOrderNumber><Evil a=\\"1\\"/>&", "lines": [{"quantity": 1, "unit": "EA"}]}
                """);

        String xml = new String(rendering.bytes(), StandardCharsets.UTF_8);
        assertThat(rendering.findings()).isEmpty();
        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains("&lt;/CustomerOrderNumber&gt;&lt;Evil a=&quot;1&quot;/&gt;&amp;")
                .contains("<Quantity unit=\"PCS\">1</Quantity>");
    }

    @Test
    void reportsAUnitThatTheReceiversTableLacks() {
        Rendering rendering =
                write("xml/acme-order", "{\"number\": \"1\", \"lines\": [{\"quantity\": 1, \"unit\": \"GRO\"}]}");

        assertThat(rendering.bytes()).isEmpty();
        assertThat(rendering.findings()).singleElement().satisfies(finding -> assertThat(finding.sentence())
                .contains("lines[0].unit")
                .contains("a value of the table acme-units, found \"GRO\""));
    }

    private static final String HEADER =
            "order;date;currency;deliver;buyer;supplier;shipTo;line;gtin;supplierItem;item;text;quantity;unit;price\n";

    @Test
    void readsSeveralOrdersOutOfOneFile() {
        Translation translation = read("csv/erp-orders", HEADER + """
                4711;2026-10-02;USD;2026-11-03;4012345000009;4012345000023;4012345000016;1;078580173274;V-1;B-1;"Shirt; blue";85;PCS;643.00
                4711;2026-10-02;USD;2026-11-03;4012345000009;4012345000023;4012345000016;2;078580173281;V-2;B-2;C:\\lamp "9W";12;DOZ;9.95
                4712;20261003;USD;;4012345000009;4012345000023;;1;;V-3;;;1.5;KG;2
                """);

        assertThat(translation.findings()).isEmpty();
        assertThat(translation.documents()).extracting(Document::number).containsExactly("4711", "4712");
        assertThat(new String(DocumentJson.write(translation.documents().get(0)), StandardCharsets.UTF_8))
                .contains("\"description\":\"Shirt; blue\"")
                .contains("\"quantity\":12,\"unit\":\"DZN\"");
    }

    @Test
    void namesLineAndColumnOfWhatIsWrongAndKeepsTheGoodOrders() {
        Translation translation = read("csv/erp-orders", HEADER + """
                4711;2026-10-02;USD;;4012345000009;4012345000023;;1;;V-1;;"two
                lines";1O;PCS;643.00
                4712;2026-13-02;USD;;4012345000009;4012345000023;;1;;V-1;;;1;PCS;643.00
                4713;2026-10-02;USD;;4012345000009;4012345000023;;1;;V-1
                4714;2026-10-02;USD;;4012345000009;4012345000023;;1;;V-1;;;1;BARREL;643.00

                4715;2026-10-02;USD;;4012345000009;4012345000023;;1;;V-1;;;1;PCS;643.00
                ;2026-10-02;USD;;4012345000009;4012345000023;;1;;V-1;;;1;PCS;643.00
                """);

        assertThat(translation.findings().stream().map(finding -> finding.position() + ": " + finding.message()))
                .satisfiesExactly(
                        quantity -> assertThat(quantity)
                                .startsWith("orders.csv · line 2 · column quantity · byte 103:")
                                .contains("expected a number, found \"1O\""),
                        date -> assertThat(date)
                                .contains("line 4 · column date")
                                .contains("found \"2026-13-02\""),
                        columns -> assertThat(columns)
                                .contains("line 5 · column item")
                                .contains("15 columns, found \"10\""),
                        unit -> assertThat(unit)
                                .contains("line 6 · column unit")
                                .contains("acme-units, found \"BARREL\""),
                        order -> assertThat(order)
                                .contains("line 9 · column order")
                                .contains("a value, found nothing"));
        assertThat(translation.documents()).extracting(Document::number).containsExactly("4715");
    }

    @Test
    void refusesAFileWhoseColumnsAreOthersThanExpected() {
        Translation translation = read("csv/erp-orders", HEADER.replace("quantity", "menge") + "4711;;;;;;;;;;;;;;\n");

        assertThat(translation.documents()).isEmpty();
        assertThat(translation.findings()).singleElement().satisfies(finding -> assertThat(finding.sentence())
                .contains("line 1 · column quantity")
                .contains("expected the column quantity, found \"menge\""));
    }

    @Test
    void readsCanonicalJsonAndNamesTheFieldThatIsWrong() {
        Translation translation = read("json/order", """
                {"document": "Order", "number": "1",
                 "lines": [{"quantity": "many", "qty": 1}]}
                """);

        assertThat(translation.documents()).isEmpty();
        assertThat(translation.findings().stream().map(finding -> finding.position() + ": " + finding.message()))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .contains("line 2 · lines[0].quantity")
                                .contains("a number without quotes"),
                        name -> assertThat(name).contains("lines[0].qty").contains("a field of Line, found \"qty\""));
    }
}
