package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.WritingDefaults;
import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a set cannot be written without is supplied, left out and told, or the one error that is told first. */
class SoundWritingTest {
    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));
    private static SchemaCatalog schemas;

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        schemas = SchemaCatalog.onDemand(Path.of("mappings"), problem -> {});
    }

    @Test
    void aLineWithoutANumberGetsOneWhereItWouldBeLost() {
        Corpus.Written orders = across("850", """
                BEG*00*NE*PO1**20261130~
                PO1**10*CA*12.5**VN*22222*IN*20403041~
                PO1*1*3*EA*2**VN*33333~
                CTT*2~
                """, "D.96A");

        assertThat(orders.text()).contains("LIN+3'\nPIA+1+22222:SA+20403041:IN'", "LIN+1'\nPIA+1+33333:SA'");
        assertThat(orders.findings())
                .filteredOn(finding -> finding.code() == FindingCode.VALUE_SUPPLIED)
                .extracting(finding -> finding.position().elementName(), Finding::severity)
                .containsExactly(tuple("lines[0].number", Severity.NOTE));
        assertThat(orders.faults(schemas)).isEmpty();
    }

    @Test
    void theAgreementSaysInWhichStepsLinesAreCounted() {
        WritingDefaults tens = new WritingDefaults(null, 10, null);

        Corpus.Written orders = across("850", """
                BEG*00*NE*PO1**20261130~
                PO1**10*CA*12.5**VN*22222~
                PO1**3*EA*2**VN*33333~
                CTT*2~
                """, "D.96A", REGISTRY.lookups().with(tens));

        assertThat(orders.text()).contains("LIN+10'", "LIN+20'");
    }

    @Test
    void aSegmentWhoseItemNumbersHaveNoCodeIsLeftOutWhole() {
        String order = """
                BEG*00*NE*PO1**20261130~
                PO1*1*10*EA*12.5**Q9*978-1-4302-1857-9~
                CTT*1~
                """;

        Corpus.Written orders = across("850", order, "D.96A");

        assertThat(orders.text()).doesNotContain("PIA");
        assertThat(orders.faults(schemas)).isEmpty();
        assertThat(orders.findings())
                .extracting(Finding::code, finding -> finding.position().elementName())
                .contains(tuple(FindingCode.VALUE_NOT_MAPPED, "lines[0].item.identifiers[0].code"))
                .contains(tuple(FindingCode.FIELD_NOT_WRITTEN, "lines[0].item.identifiers[0].value"));
        WritingDefaults mutual = new WritingDefaults(null, 1, "mutual");
        assertThat(across("850", order, "D.96A", REGISTRY.lookups().with(mutual))
                        .text())
                .contains("PIA+1+978-1-4302-1857-9:ZZZ'");
    }

    @Test
    void aDateWhoseKindHasNoCodeIsLeftOutWhole() {
        Corpus.Written forecast = across("830", """
                BFR*05*176**SH*A*20260512*20261103*20260513~
                N1*SU**92*0001~
                LIN**BP*50000545~
                UIT*EA~
                FST*10*D*D*20260601~
                SHP*02*13440*Q51*20251231**20260421~
                CTT*1~
                """, "D.96A");

        assertThat(forecast.text()).doesNotContain("DTM+:");
        assertThat(forecast.faults(schemas)).isEmpty();
    }

    @Test
    void aQuantityWithoutTheUnitThatTheStandardAsksForIsTheOneFactThatIsMissing() {
        String despatch = """
                BGM+351+DES1+9'
                DTM+137:20261130:102'
                NAD+SU+4012345500004::9'
                CPS+1'
                LIN+1++5410738000152:EN'
                QTY+12:20'
                """;

        Corpus.Written refused = across("DESADV", despatch, "004010");
        Corpus.Written agreed =
                across("DESADV", despatch, "004010", REGISTRY.lookups().with(new WritingDefaults("EA", 1, null)));

        assertThat(refused.findings().get(0).code()).isEqualTo(FindingCode.FIELD_MISSING);
        assertThat(refused.findings().get(0).sentence()).contains("lines[0].unit");
        assertThat(agreed.isRefused()).isFalse();
        assertThat(agreed.text()).contains("SN1**20*EA~");
        assertThat(agreed.faults(schemas)).isEmpty();
    }

    @Test
    void aMandatorySegmentThatNothingIsKnownForIsTheOneFactThatIsMissing() {
        Corpus.Written invoice = across("INVOIC", """
                BGM+380+539602'
                DTM+137:19990420:102'
                UNS+S'
                MOA+64:100.95:GBP'
                """, "004010");

        assertThat(invoice.findings().get(0).code()).isEqualTo(FindingCode.FIELD_MISSING);
        assertThat(invoice.findings().get(0).sentence()).contains("TDS", "totals.amount");
        assertThat(invoice.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .hasSize(1);
    }

    @Test
    void aValueWithoutRoomIsLeftOutUnlessThePartnersGuideHasRoomForIt() {
        String order = """
                BEG*00*NE*PO1**20261130~
                N1*ST*STORE*92*0001~
                N3*1 ROAD~
                N4*RENO*NV*89501-123456~
                PO1*1*10*EA*12.5**VN*22222~
                CTT*1~
                """;
        Document document = read("850", order).get(0);
        Schema standard = schemas.find(Standard.EDIFACT, "D.96A", "ORDERS").orElseThrow();
        Problems problems = new Problems();
        Schema guide = standard.with(
                Overlay.read("guide.yaml", "guide: globex\nrules:\n  NAD08: { length: 1-17 }\n", problems), problems);

        assertThat(problems.list()).isEmpty();
        assertThat(across("850", order, "D.96A").text()).doesNotContain("89501");
        SegmentText text = new SegmentText(Standard.EDIFACT);
        OutboundMap.OfSegments writer = (OutboundMap.OfSegments) REGISTRY.writing("Order", "edifact/any")
                .orElseThrow()
                .outbound()
                .orElseThrow();
        writer.against(guide).write(document, text, "D.96A", REGISTRY.lookups());
        assertThat(text.toString()).contains("89501-123456");
    }

    private static Corpus.Written across(String set, String segments, String release) {
        return across(set, segments, release, REGISTRY.lookups());
    }

    private static Corpus.Written across(String set, String segments, String release, Lookups lookups) {
        Document document = read(set, segments).get(0);
        String format = release.startsWith("D.") ? "edifact/any" : "x12/any";
        return Corpus.Written.of(
                document, REGISTRY.writing(document.type(), format).orElseThrow(), release, lookups);
    }

    private static List<Document> read(String set, String segments) {
        boolean x12 = Character.isDigit(set.charAt(0));
        String whole = x12
                ? "ST*" + set + "*0001~\n" + segments + "SE*1*0001~\n"
                : "UNH+1+" + set + ":D:96A:UN'\n" + segments + "UNT+1+1'\n";
        return REGISTRY.read(
                        x12 ? Standard.X12 : Standard.EDIFACT,
                        EdiSets.read(whole.getBytes(StandardCharsets.ISO_8859_1), "set.edi")
                                .sets()
                                .get(0),
                        REGISTRY.lookups())
                .orElseThrow()
                .documents();
    }
}
