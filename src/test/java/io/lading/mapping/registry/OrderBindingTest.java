package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.document.Order;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.LookupTable;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderBindingTest {
    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));

    @BeforeAll
    static void loadMaps() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
    }

    private static InboundMap.OfSegments inbound() {
        return (InboundMap.OfSegments)
                REGISTRY.find("x12/850-order").flatMap(LoadedMap::inbound).orElseThrow();
    }

    private static OutboundMap.OfSegments outbound() {
        return (OutboundMap.OfSegments)
                REGISTRY.find("x12/850-order").flatMap(LoadedMap::outbound).orElseThrow();
    }

    private static EdiSource set(String text) {
        return EdiSets.read(text.getBytes(StandardCharsets.ISO_8859_1), "orders.edi")
                .sets()
                .get(0);
    }

    private static String write(Document order) {
        SegmentText text = new SegmentText(Standard.X12);
        assertThat(outbound().write(order, text, "004010", REGISTRY.lookups())).isEmpty();
        return text.toString();
    }

    private static final String SMALL = """
            ST*850*0001~
            BEG*00*SA*PO-17**20261002~
            REF*DP*038~
            DTM*002*20261103*0930~
            N1*ST*STORE 12*UL*4012345000016~
            N4*RENO~
            PO1*1*85*DZ*643.00**UP*078580173274*XX*77~
            CTT*1*85~
            SE*9*0001~
            """;

    @Test
    void tellsWhichRuleTookEachFieldFromWhichBytes() {
        Lineage lineage = inbound().lineage(set(SMALL), REGISTRY.lookups());

        assertThat(lineage.entries()).anySatisfy(entry -> {
            assertThat(entry.field()).isEqualTo("lines[0].item.gtin");
            assertThat(entry.rule()).startsWith("mappings/x12/850-order/binding.yaml:");
            assertThat(entry.segment()).isEqualTo("PO1");
            assertThat(entry.segmentOrdinal()).isEqualTo(7);
            assertThat(entry.element()).isEqualTo(7);
            assertThat(SMALL.substring((int) entry.offset(), (int) entry.offset() + entry.length()))
                    .isEqualTo("078580173274");
        });
        assertThat(lineage.entries())
                .extracting(Lineage.Entry::field)
                .contains("delivery.requested", "delivery.party.address.city", "references[0].id", "number");
    }

    @Test
    void tellsWhereEachFieldWasWritten() {
        Document order =
                inbound().read(set(SMALL), REGISTRY.lookups()).documents().get(0);

        Lineage lineage = outbound().lineage(order, "004010", REGISTRY.lookups());

        assertThat(lineage.entries()).anySatisfy(entry -> {
            assertThat(entry.field()).isEqualTo("lines[0].item.gtin");
            assertThat(entry.segment()).isEqualTo("PO1");
            assertThat(entry.segmentOrdinal()).isEqualTo(7);
            assertThat(entry.element()).isEqualTo(7);
        });
    }

    @Test
    void namesTheFieldsThatHaveNoPlaceInTheOutput() {
        Document order = DocumentJson.read(
                        "{\"number\":\"1\",\"issued\":\"2026-10-01\",\"codes\":[{\"code\":\"A\",\"value\":\"B\"}],\"lines\":[{\"number\":\"1\"}]}"
                                .getBytes(StandardCharsets.UTF_8))
                .single()
                .orElseThrow();

        List<Finding> findings = outbound().write(order, new SegmentText(Standard.X12), "004010", REGISTRY.lookups());

        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(FindingCode.FIELD_NOT_WRITTEN))
                .extracting(finding -> finding.position().elementName(), Finding::found)
                .containsExactly(tuple("codes[0].code", "A"), tuple("codes[0].value", "B"));
    }

    @Test
    void asksTheAgreementsTableBeforeTheGlobalOne() {
        Lookups narrowed =
                REGISTRY.lookups().narrowedBy(List.of(LookupTable.of("unit-of-measure", "x12", Map.of("DZ", "XBX"))));

        Order order = (Order) inbound().read(set(SMALL), narrowed).documents().get(0);

        assertThat(order.lines().get(0).unit()).isEqualTo("XBX");
        SegmentText text = new SegmentText(Standard.X12);
        outbound().write(order, text, "004010", narrowed);
        assertThat(text.toString()).contains("PO1*1*85*DZ*");
    }

    @Test
    void holdsAnOrderWithoutANumber() {
        Translation translation = inbound().read(set(SMALL.replace("PO-17", "")), REGISTRY.lookups());

        assertThat(translation.documents()).isEmpty();
        assertThat(translation.findings()).extracting(Finding::expected).containsExactly("a value for number");
    }

    @Test
    void writesAgainJustTheSegmentsOfTheSampleWorkload() throws Exception {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set: the sample workload was not tried");
        Path file = Files.createTempFile("orders", ".x12");
        Process generator = new ProcessBuilder(
                        "python3",
                        Path.of(Objects.requireNonNull(shared), "workload/gen_orders.py")
                                .toString(),
                        "--format=x12",
                        "--count=300",
                        "--lines=10",
                        "--mode=interchange",
                        "--out=" + file)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(generator.waitFor()).isZero();

        EdiSets sets = EdiSets.read(Files.readAllBytes(file), "orders.x12");

        assertThat(sets.sets()).hasSize(300);
        for (EdiSource set : sets.sets()) {
            Translation translation = inbound().read(set, REGISTRY.lookups());
            assertThat(translation.findings()).isEmpty();
            assertThat(translation.unused()).isEmpty();
            Document order = translation.documents().get(0);
            assertThat(write(order)).isEqualTo(SegmentText.of(set.set(), Standard.X12));
            assertThat(DocumentJson.read(DocumentJson.write(order)).documents()).containsExactly(order);
        }
        Files.delete(file);
    }

    @Test
    void writesWhatItReadFromEveryPurchaseOrderOfTheCorpus() throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set: the corpus was not tried");
        Path corpus = Path.of(Objects.requireNonNull(shared), "corpus");
        int read = 0;
        int all = 0;
        try (Stream<Path> files = Files.walk(corpus)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (EdiSource set : EdiSets.read(
                                Files.readAllBytes(file), file.getFileName().toString())
                        .sets()) {
                    if (set.place().setType() != null
                            && "850".equals(set.place().setType())) {
                        read += checkRoundTrip(set) ? 1 : 0;
                        all++;
                    }
                }
            }
        }
        // One has the word State for a state of two letters, one a kind of weight without a weight: neither may go on
        // so.
        assertThat(read).isGreaterThan(5).isEqualTo(all - 2);
    }

    /** What is written says the same when read again. */
    private static boolean checkRoundTrip(EdiSource set) {
        Translation translation = inbound().read(set, REGISTRY.lookups());
        for (Document document : translation.documents()) {
            SegmentText text = new SegmentText(Standard.X12);
            List<Finding> findings = outbound().write(document, text, set.release(), REGISTRY.lookups());
            if (findings.stream().anyMatch(finding -> finding.code() == FindingCode.VALUE_LEFT_OUT)) {
                return false;
            }
            assertThat(findings).isEmpty();
            Translation again = inbound().read(set("ST*850*1~\n" + text + "SE*1*1~\n"), REGISTRY.lookups());
            assertThat(again.documents()).containsExactly(document);
            assertThat(again.unused()).isEmpty();
        }
        return true;
    }
}
