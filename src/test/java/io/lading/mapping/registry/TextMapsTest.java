package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.DocumentJson;
import io.lading.mapping.InboundMap;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in other character sets, constants and tables of nested lists: what a map's own file says of its texts. */
class TextMapsTest {
    @TempDir
    Path mappings;

    private MapRegistry registry;

    @BeforeEach
    void takeTheTables() throws IOException {
        Files.createDirectories(mappings.resolve("codelists"));
        Files.copy(Path.of("mappings/codelists/acme-units.csv"), mappings.resolve("codelists/acme-units.csv"));
        registry = MapRegistry.of(mappings);
    }

    @Test
    void readsXmlInTheCharacterSetItDeclares() throws IOException {
        map("xml/initrode-po", "from: { syntax: xml }\nto: { document: Order }\n", XML_ORDER);

        Translation declared = read(
                "xml/initrode-po",
                ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                                + "<Po><No>7</No><To>Initrode Lager S\u00fcd</To></Po>")
                        .getBytes(StandardCharsets.ISO_8859_1));
        Translation utf16 = read(
                "xml/initrode-po", "\ufeff<Po><No>8</No><To>S\u00fcd</To></Po>".getBytes(StandardCharsets.UTF_16BE));

        assertThat(json(declared)).contains("\"name\":\"Initrode Lager S\u00fcd\"");
        assertThat(json(utf16)).contains("\"name\":\"S\u00fcd\"");
    }

    @Test
    void namesTheByteThatIsNotInTheCharacterSetInsteadOfReplacingALetter() throws IOException {
        map("xml/initrode-po", "from: { syntax: xml }\nto: { document: Order }\n", XML_ORDER);

        Translation translation =
                read("xml/initrode-po", "<Po>\n<No>7</No><To>S\u00fcd</To></Po>".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(translation.documents()).isEmpty();
        assertThat(translation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.sentence()).contains("line 2", "text in UTF-8", "charset", "the byte FC");
            assertThat(finding.position().offset()).isEqualTo(20);
        });
    }

    @Test
    void readsRowsInTheCharacterSetThatTheMapNamesWhereTheFileSaysNothing() throws IOException {
        stock("from: { syntax: csv, header: true, charset: ISO-8859-1 }", "decimalMark: \",\"\n");

        Translation translation = read(
                "csv/stock",
                "No;Item;Text;On hand;Unit\n1;4711;B\u00fcrste;1,5;PCS\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(translation.findings()).isEmpty();
        assertThat(json(translation)).contains("\"description\":\"B\u00fcrste\"", "\"quantity\":1.5");
    }

    @Test
    void fillsRecordsWithinALineByConstantsAndTranslatesThemByTables() throws IOException {
        stock("from: { syntax: csv, header: true }", """
                constants:
                  lines.stock[0].code: onHand
                lookups:
                  column: acme
                  lines.stock.unit: acme-units
                """);

        Translation translation = read(
                "csv/stock",
                "No;Item;Text;On hand;Unit\n1;4711;x;5;PCS\n1;4712;x;6;XX\n".getBytes(StandardCharsets.UTF_8));
        Translation good =
                read("csv/stock", "No;Item;Text;On hand;Unit\n1;4711;x;5;PCS\n".getBytes(StandardCharsets.UTF_8));

        assertThat(json(good)).contains("{\"code\":\"onHand\",\"quantity\":5,\"unit\":\"EA\"}");
        assertThat(translation.findings()).singleElement().satisfies(finding -> assertThat(finding.sentence())
                .contains("line 3", "acme-units", "XX"));
    }

    @Test
    void saysWhichSettingOfAMapCannotBe() throws IOException {
        stock(
                "from: { syntax: csv, header: true, charset: LATIN-99 }",
                "decimalMark: point\nlookups: { lines.stock.units: acme-units }\n");

        assertThat(registry.refresh().refused()).singleElement().satisfies(refused -> assertThat(refused.problems())
                .extracting(Problems.Problem::message)
                .anySatisfy(message -> assertThat(message).contains("no character set 'LATIN-99'"))
                .anySatisfy(message -> assertThat(message).contains("'decimalMark' is \".\" or \",\", found 'point'"))
                .anySatisfy(message -> assertThat(message).contains("has no text field 'lines.stock.units'")));
    }

    private static final String XML_ORDER = """
            <smooks-resource-list xmlns="https://www.smooks.org/xsd/smooks-2.0.xsd"
                                  xmlns:core="https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd"
                                  xmlns:jb="https://www.smooks.org/xsd/smooks/javabean-1.6.xsd">
              <core:filterSettings type="SAX NG" defaultSerialization="false"/>
              <jb:bean beanId="document" class="java.util.LinkedHashMap" createOnElement="Po">
                <jb:value property="number" data="Po/No"/>
                <jb:value property="delivery.party.name" data="Po/To"/>
              </jb:bean>
            </smooks-resource-list>
            """;

    private static final String ROWS = """
            <smooks-resource-list xmlns="https://www.smooks.org/xsd/smooks-2.0.xsd"
                                  xmlns:core="https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd"
                                  xmlns:csv="https://www.smooks.org/xsd/smooks/csv-1.7.xsd"
                                  xmlns:jb="https://www.smooks.org/xsd/smooks/javabean-1.6.xsd">
              <core:filterSettings type="SAX NG" defaultSerialization="false"/>
              <csv:reader fields="No,Item,Text,On_hand,Unit" separator=";" escape="&#127;" skipLines="1" strict="false"
                          rootElementName="rows" recordElementName="row"/>
              <jb:bean beanId="rows" class="java.util.ArrayList" createOnElement="rows">
                <jb:wiring beanIdRef="row"/>
              </jb:bean>
              <jb:bean beanId="row" class="java.util.LinkedHashMap" createOnElement="row">
                <jb:value property="record" data="row/@number"/>
                <jb:value property="number" data="row/No"/>
                <jb:value property="lines.item.sellerItem" data="row/Item"/>
                <jb:value property="lines.item.description" data="row/Text"/>
                <jb:value property="lines.stock[0].quantity" data="row/On_hand"/>
                <jb:value property="lines.stock[0].unit" data="row/Unit"/>
              </jb:bean>
            </smooks-resource-list>
            """;

    private void stock(String from, String more) throws IOException {
        map(
                "csv/stock",
                from + "\nto: { document: InventoryReport }\nrows: { document: number, list: lines }\n" + more,
                ROWS);
    }

    private void map(String id, String sides, String smooks) throws IOException {
        Path folder = Files.createDirectories(mappings.resolve(id));
        Files.writeString(folder.resolve("map.yaml"), "id: " + id + "\nkind: smooks\n" + sides);
        Files.writeString(folder.resolve("smooks.xml"), smooks);
        registry.refresh();
    }

    private Translation read(String id, byte[] bytes) {
        InboundMap.OfText map = (InboundMap.OfText) registry.find(id)
                .orElseThrow(() -> new AssertionError(registry.problems()))
                .inbound()
                .orElseThrow();
        return map.read(TextSource.of(bytes, "input"), registry.lookups());
    }

    private static String json(Translation translation) {
        assertThat(translation.findings()).isEmpty();
        return new String(DocumentJson.write(translation.documents().get(0)), StandardCharsets.UTF_8);
    }
}
