package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.document.Order;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Translation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document says does not become something else on its way, without a word. */
class SilentChangesTest {
    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SA", "NE", "DS", "CF", "RO", "BK"})
    void theKindOfAnOrderIsTheSameAfterEdifact(String code) {
        Document order = read(x12("850", "BEG*00*" + code + "*PO-1**20260612~\nPO1*1*1*EA*2**VN*X~\nCTT*1~\n"))
                .documents()
                .get(0);

        Corpus.Written orders = write(order, "edifact/any", "D.96A");
        Document back = read(orders.source(), Standard.EDIFACT).documents().get(0);

        assertThat(orders.findings()).isEmpty();
        assertThat(((Order) back).kind()).isEqualTo(((Order) order).kind());
        assertThat(write(back, "x12/any", "004010").text()).contains("BEG*00*" + code + "*PO-1");
    }

    @Test
    void theDateOfTheOrderOrInvoiceIsItsDateWhereTheMessageHasNone() {
        Document order = read(
                        edifact("ORDERS", "BGM+220+PO-1+9'\nDTM+4:20260612:102'\nLIN+1++X:SA'\nUNS+S'\n"),
                        Standard.EDIFACT)
                .documents()
                .get(0);
        Document invoice = read(
                        edifact(
                                "INVOIC",
                                "BGM+380+I-1+9'\nDTM+137:20260613:102'\nDTM+3:20260612:102'\nUNS+S'\nMOA+79:1'\n"),
                        Standard.EDIFACT)
                .documents()
                .get(0);

        assertThat(json(order)).contains("\"issued\":\"2026-06-12\"");
        assertThat(write(order, "x12/any", "004010").text()).contains("BEG*00*SA*PO-1**20260612~");
        assertThat(json(invoice)).contains("\"issued\":\"2026-06-13\"");
    }

    @Test
    void aNameOfTheMessageThatIsNoKindOfOrderIsLeftAndTold() {
        Translation orders = read(
                edifact("ORDERS", "BGM+220:::PURCHASE ORDER+PO-1+9'\nDTM+137:20260612:102'\nLIN+1++X:SA'\nUNS+S'\n"),
                Standard.EDIFACT);

        assertThat(((Order) orders.documents().get(0)).kind()).isEqualTo("standalone");
        assertThat(orders.unused()).extracting(note -> note.found()).containsExactly("PURCHASE ORDER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "855 BAK*11*AC*PO-1*20260612~\nPO1*1*1*EA*2**VN*X~\nCTT*1~ response",
                "855 BAK*54*AC*PO-1*20260612~\nPO1*1*1*EA*2**VN*X~\nCTT*1~ approval",
                "824 BGN*11*A-1*20260612~\nOTI*TA*TN*0001~ response",
                "824 BGN*54*A-1*20260612~\nOTI*TA*TN*0001~ approval"
            })
    void anAnswerSaysThatItIsAResponseOrAnApproval(String line) {
        int end = line.lastIndexOf(' ');
        Translation answer = read(x12(line.substring(0, 3), line.substring(4, end) + "\n"));

        assertThat(answer.findings()).isEmpty();
        assertThat(json(answer.documents().get(0))).contains("\"purpose\":\"" + line.substring(end + 1) + "\"");
    }

    @Test
    void theHierarchyIsNamedByTheLevelsThatAreThere() {
        String unit = """
                HL*1**S~
                HL*2*1*P~
                MAN*GM*00123456789012345675~
                HL*3*2*I~
                LIN**VN*X~
                SN1**1*EA~
                """;
        String order = """
                HL*1**S~
                HL*2*1*O~
                PRF*PO-1~
                HL*3*2*I~
                LIN**VN*X~
                SN1**1*EA~
                """;

        assertThat(again856(unit))
                .contains("BSN*00*S1*20260612*1200~\n", "HL*2*1*P~")
                .doesNotContain("*O~");
        assertThat(again856(order)).contains("BSN*00*S1*20260612*1200*0004~\n");
    }

    private static String again856(String levels) {
        Document advice = read(x12("856", "BSN*00*S1*20260612*1200*0001~\n" + levels + "CTT*1~\n"))
                .documents()
                .get(0);
        return write(advice, "x12/any", "004010").text();
    }

    @Test
    void aNumberOrDateThatIsBrokenByTheEndOfALineIsReadWhole() {
        EdiSource wrapped = EdiSets.read(
                        ("UNB+UNOA:3+A+B+260612:1200+1'UNH+1+INVOIC:D:96A:UN'BGM+380+I-1+9'DTM+137:20\n"
                                        + "260612:102'LIN+1++X:SA'QTY+47:10\r\n20:EA'MOA+203:12\n3.5'PRI+AAA:1\n.25'UN\nS+S'"
                                        + "MOA+79:12\n3.5'UNT+10+1'UNZ+1+1'")
                                .getBytes(StandardCharsets.ISO_8859_1),
                        "wrapped.edi")
                .sets()
                .get(0);

        Translation invoice = read(wrapped, Standard.EDIFACT);

        assertThat(invoice.findings()).isEmpty();
        assertThat(json(invoice.documents().get(0)))
                .contains("\"issued\":\"2026-06-12\"", "\"quantity\":1020", "123.5", "1.25")
                .doesNotContain("\\n", "\\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!¦\n", "!¦", "!¦ ", "¦", "¦\n"}) // ISA16 may be left out
    void anX12InterchangeMayEndItsSegmentsInABrokenBarOfUtf8(String end) {
        String text = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260612*1200*U*00401"
                + "*000000001*0*P*" + end
                + String.join(end.replace("!", ""), """
                        GS*PO*A*B*20260612*1200*1*X*004010
                        ST*850*0001
                        BEG*00*SA*PO1**20260612
                        PO1*1*1*EA*1**VN*X
                        CTT*1
                        SE*5*0001
                        GE*1*1
                        IEA*1*000000001
                        """.split("\n"))
                + "¦";

        EdiSets file = EdiSets.read(text.getBytes(StandardCharsets.UTF_8), "bar.edi");

        assertThat(file.sets()).hasSize(1);
        assertThat(json(read(file.sets().get(0), Standard.X12).documents().get(0)))
                .contains("\"number\":\"PO1\"", "\"sellerItem\":\"X\"");
    }

    private static String json(Document document) {
        return new String(DocumentJson.write(document), StandardCharsets.UTF_8).replaceAll("\\s*\n\\s*|(?<=:) ", "");
    }

    private static EdiSource x12(String set, String segments) {
        return source("ST*" + set + "*0001~\n" + segments + "SE*1*0001~\n");
    }

    private static EdiSource edifact(String set, String segments) {
        return source("UNH+1+" + set + ":D:96A:UN'\n" + segments + "UNT+1+1'\n");
    }

    private static EdiSource source(String text) {
        return EdiSets.read(text.getBytes(StandardCharsets.ISO_8859_1), "set.edi")
                .sets()
                .get(0);
    }

    private static Translation read(EdiSource source) {
        return read(source, Standard.X12);
    }

    private static Translation read(EdiSource source, Standard standard) {
        return REGISTRY.read(standard, source, REGISTRY.lookups()).orElseThrow();
    }

    private static Corpus.Written write(Document document, String format, String release) {
        return Corpus.Written.of(
                document, REGISTRY.writing(document.type(), format).orElseThrow(), release, REGISTRY.lookups());
    }
}
