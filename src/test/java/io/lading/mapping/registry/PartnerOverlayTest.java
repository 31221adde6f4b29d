package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.DespatchAdvice;
import io.lading.document.Document;
import io.lading.document.Item;
import io.lading.document.Order;
import io.lading.interchange.Finding;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two retailers' guides, as differences from the stock bindings and nothing else. */
class PartnerOverlayTest {
    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
    }

    private static LoadedMap overlaid(String id, String overlay) {
        Problems problems = new Problems();
        Path file = Path.of("src/test/resources/overlays", overlay);
        Optional<LoadedMap> map = REGISTRY.overlaid(id, file, problems);
        assertThat(problems.list()).isEmpty();
        return map.orElseThrow();
    }

    private static Translation read(LoadedMap map, String set) {
        EdiSource source = EdiSets.read(set.getBytes(StandardCharsets.ISO_8859_1), "set.edi")
                .sets()
                .get(0);
        return ((InboundMap.OfSegments) map.inbound().orElseThrow()).read(source, REGISTRY.lookups());
    }

    private static String write(LoadedMap map, Document document) {
        SegmentText text = new SegmentText(Standard.X12);
        assertThat(((OutboundMap.OfSegments) map.outbound().orElseThrow())
                        .write(document, text, "004010", REGISTRY.lookups()))
                .isEmpty();
        return text.toString();
    }

    private static final String GLOBEX = """
            BEG*00*SA*PO-17**20261002~
            REF*DP*038/SPRING~
            N9*ZZ*LB~
            MSG*PUT THE LABEL ON THE LEFT~
            N1*BY*GLOBEX*UL*4012345000009~
            N1*RI*GLOBEX ACCOUNTS*92*0001~
            PO1*1*85*EA*643.00**UA*00012345678905*SK*77*VN*5~
            SDQ*EA*92*0001*85~
            CTT*1*85~
            """;

    @Test
    void readsAndWritesAnOrderByTheGuideOfARetailer() {
        LoadedMap globex = overlaid("x12/850-order", "globex-850.yaml");

        Translation translation = read(globex, "ST*850*0001~\n" + GLOBEX + "SE*11*0001~\n");

        assertThat(translation.findings()).isEmpty();
        assertThat(translation.unused()).extracting(Finding::found).containsExactly("SDQ*EA*92*0001*85");
        Order order = (Order) translation.documents().get(0);
        assertThat(order.contract()).isEqualTo("038");
        assertThat(order.release()).isEqualTo("SPRING");
        assertThat(order.texts().get(0).code()).isEqualTo("packing");
        assertThat(order.lines().get(0).item())
                .isNotNull()
                .extracting(Item::buyerItem)
                .isEqualTo("77");
        assertThat(write(globex, order))
                .contains("REF*DP*038/SPRING~", "N9*ZZ*LB~", "N1*RI*GLOBEX ACCOUNTS*92*0001~")
                .contains("PO1*1*85*EA*643.00**UA*00012345678905*SK*77*VN*5~")
                .doesNotContain("SDQ");
    }

    private static final String PICK_AND_PACK = """
            BSN*00*SH-1*20261001*1130*0001~
            HL*1**S~
            N1*ST*DC 12*UL*4012345000016~
            HL*2*1*O~
            PRF*PO-17~
            HL*3*2*P~
            MAN*GM*00040123450000000017~
            HL*4*3*I~
            LIN*1*VN*V-1~
            SN1**10*EA~
            CTT*4~
            """;

    @Test
    void writesAShipNoticeInTheShapeThatARetailerAsksFor() {
        LoadedMap initech = overlaid("x12/856-despatchadvice", "initech-856.yaml");
        LoadedMap stock = REGISTRY.find("x12/856-despatchadvice").orElseThrow();
        Translation translation = read(stock, "ST*856*0001~\n" + PICK_AND_PACK + "SE*13*0001~\n");
        DespatchAdvice advice = (DespatchAdvice) translation.documents().get(0);

        String written = write(initech, advice);

        assertThat(written).isEqualTo("""
                BSN*00*SH-1*20261001*1130*0002~
                HL*1**S*1~
                N1*ST*DC 12*UL*4012345000016~
                HL*2*1*O*1~
                PRF*PO-17~
                HL*3*2*I*1~
                LIN*1*VN*V-1~
                SN1**10*EA~
                HL*4*3*P*0~
                MAN*GM*00040123450000000017~
                CTT*4~
                """);
        assertThat(read(initech, "ST*856*0001~\n" + written + "SE*13*0001~\n").documents())
                .containsExactly(advice);
    }
}
