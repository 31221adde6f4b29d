package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.document.Item;
import io.lading.document.Line;
import io.lading.document.Order;
import io.lading.document.Party;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every document that both standards carry says the same after it went through the other one. */
class CrossStandardTest {
    private static final int ORDERS = 100;

    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));
    private static SchemaCatalog schemas;

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        schemas = SchemaCatalog.load(Path.of("mappings"), new Problems());
    }

    @TestFactory
    Stream<DynamicTest> aDocumentFromX12IsTheSameAfterEdifact() {
        return Stream.of(CrossStandardSets.TEXT.split("\n\n")).flatMap(text -> {
            String[] parts = text.split("\n", 2);
            String set = parts[0].strip();
            return Stream.of("edifact/d96a", "edifact/d01b")
                    .map(format -> DynamicTest.dynamicTest(
                            set + " through " + format, () -> goesThrough(set, parts[1], format)));
        });
    }

    private static void goesThrough(String set, String segments, String format) {
        Translation sent = read(Standard.X12, "ST*" + set + "*0001~\n" + segments.strip() + "\nSE*1*0001~\n");
        assertThat(sent.findings()).isEmpty();
        assertThat(sent.unused()).isEmpty();
        String back = REGISTRY.reading(Standard.X12, "004010", set).get(0).id();
        for (Document document : sent.documents()) {
            Document other = translated(document, format);
            assertThat(json(other)).isEqualTo(json(document));
            assertThat(json(translated(other, back))).isEqualTo(json(document));
        }
    }

    @Test
    void theSampleWorkloadSaysTheSameInBothStandardsAndSurvivesTheOtherOne() throws Exception {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set: the sample workload was not tried");
        List<Document> american = generated(Objects.requireNonNull(shared), "x12");
        List<Document> european = generated(shared, "edifact");

        assertThat(american).hasSize(ORDERS);
        assertThat(european).hasSize(ORDERS);
        for (int i = 0; i < ORDERS; i++) {
            Order one = (Order) american.get(i);
            Order other = (Order) european.get(i);
            assertThat(common(one)).isEqualTo(common(other));
            assertThat(translated(one, "edifact/d96a")).isEqualTo(one);
            assertThat(translated(translated(one, "edifact/d01b"), "x12/004010"))
                    .isEqualTo(one);
            assertThat(translated(other, "x12/004010")).isEqualTo(other);
            assertThat(translated(translated(other, "x12/004010"), "edifact/d96a"))
                    .isEqualTo(other);
        }
    }

    private static List<Document> generated(String shared, String format) throws Exception {
        Path file = Files.createTempFile("orders", "." + format);
        Process generator = new ProcessBuilder(
                        "python3",
                        Path.of(shared, "workload/gen_orders.py").toString(),
                        "--format=" + format,
                        "--count=" + ORDERS,
                        "--lines=10",
                        "--mode=interchange",
                        "--out=" + file)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(generator.waitFor()).isZero();
        List<Document> documents = new ArrayList<>();
        for (EdiSource source : EdiSets.read(Files.readAllBytes(file), "orders").sets()) {
            Standard standard = format.equals("x12") ? Standard.X12 : Standard.EDIFACT;
            Translation translation =
                    REGISTRY.read(standard, source, REGISTRY.lookups()).orElseThrow();
            assertThat(translation.findings()).isEmpty();
            assertThat(translation.unused()).isEmpty();
            documents.addAll(translation.documents());
        }
        Files.delete(file);
        return documents;
    }

    /**
     * What the generator writes in both standards alike. It gives X12 alone a department, the vendor's number as IA (EDIFACT
     * has it as CT), a latest delivery and the buyer's contact as BD (EDIFACT: OC), EDIFACT alone a text; it counts some lines
     * in CA here and CT there, and cuts the GTIN's first digit off for X12.
     */
    private static List<Object> common(Order order) {
        List<Object> all = new ArrayList<>(Arrays.asList(
                order.number(),
                order.purpose(),
                order.kind(),
                order.issued(),
                order.currency(),
                Objects.requireNonNull(order.delivery()).requested()));
        for (Party party : Arrays.asList(
                order.buyer(),
                order.seller(),
                order.invoicee(),
                order.delivery().party())) {
            Party found = Objects.requireNonNull(party);
            all.addAll(Arrays.asList(found.name(), found.ids(), found.address()));
        }
        for (Line line : order.lines()) {
            Item item = Objects.requireNonNull(line.item());
            String gtin = Objects.requireNonNull(item.gtin());
            all.addAll(Arrays.asList(
                    line.number(),
                    line.quantity(),
                    "XCS".equals(line.unit()) ? "XCT" : line.unit(),
                    Objects.requireNonNull(line.price()).amount(),
                    gtin.substring(gtin.length() - 12),
                    item.buyerItem(),
                    item.sellerItem(),
                    item.description()));
        }
        return all;
    }

    /** Written in a format without a finding, valid there, and read again without a rest. */
    private static Document translated(Document document, String format) {
        LoadedMap map = REGISTRY.writing(document.type(), format).orElseThrow();
        Standard standard = map.standard().orElseThrow();
        String release = format.endsWith("d01b") ? "D.01B" : standard == Standard.EDIFACT ? "D.96A" : "004010";
        String set = map.setType().orElseThrow();
        SegmentText text = new SegmentText(standard);
        assertThat(((OutboundMap.OfSegments) map.outbound().orElseThrow())
                        .write(document, text, release, REGISTRY.lookups()))
                .isEmpty();
        long count = text.toString().lines().count() + 2;
        String whole = standard == Standard.X12
                ? "ST*" + set + "*0001~\n" + text + "SE*" + count + "*0001~\n"
                : "UNH+1+" + set + ":D:" + release.substring(2) + ":UN'\n" + text + "UNT+" + count + "+1'\n";
        validate(standard, release, set, whole);
        EdiSource source = source(whole);
        Translation again = ((InboundMap.OfSegments) map.inbound().orElseThrow()).read(source, REGISTRY.lookups());
        assertThat(again.findings()).isEmpty();
        assertThat(again.unused()).isEmpty();
        assertThat(again.documents()).hasSize(1);
        return again.documents().get(0);
    }

    private static void validate(Standard standard, String release, String set, String text) {
        Schema schema = schemas.find(standard, release, set).orElseThrow();
        SetHeader header = new SetHeader(set, "0001", "", release, 1, 0);
        EdiSource source = source(text);
        assertThat(new Validator()
                        .validate(new SetContext("set.edi", "1", "1"), header, source.set(), schema).stream()
                                .filter(finding -> finding.severity() == Severity.ERROR)
                                .map(finding -> finding.position() + ": " + finding.message())
                                .toList())
                .as(text)
                .isEmpty();
    }

    private static Translation read(Standard standard, String text) {
        return REGISTRY.read(standard, source(text), REGISTRY.lookups()).orElseThrow();
    }

    private static EdiSource source(String text) {
        return EdiSets.read(text.getBytes(StandardCharsets.ISO_8859_1), "set.edi")
                .sets()
                .get(0);
    }

    private static String json(Document document) {
        return new String(DocumentJson.writeIndented(document), StandardCharsets.UTF_8);
    }
}
