package io.lading.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Finding;
import io.lading.syntax.SegmentTable;
import io.lading.validation.Schemas;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.validation.X12Text;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner's guide, as differences from the standard. */
class OverlayTest {
    private static final String ORDER = """
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            REF*IA*6679~
            FOB*CC~
            N1*ST*SUMMIT GROCERS~
            N3*1 MARKET STREET~
            PO1*1*85*EA*9.95**UP*012345678905~
            SDQ*EA**0001*40*0002*45~
            PO1*2*1*EA*9.95~
            CTT*2~
            SE*11*0001~
            """;

    @Test
    void theStandardFindsNothing() {
        assertThat(findings("")).isEmpty();
    }

    @Test
    void aSegmentWithAQualifierCanBeMandatory() {
        assertThat(findings("REF DP: mandatory"))
                .containsExactly("4 FOB SEGMENT_MISSING OVERLAY: REF with DP (reference)".replace("4 FOB", "4 REF"));
        assertThat(findings("REF IA: mandatory")).isEmpty();
    }

    @Test
    void aQualifierCanBeAskedForInEachTurnOfALoop() {
        assertThat(findings("PO1/SDQ EA: mandatory"))
                .containsExactly("10 SDQ SEGMENT_MISSING OVERLAY: SDQ with EA (quantity by place)");
    }

    @Test
    void aQualifierCanBeForbidden() {
        assertThat(findings("REF IA: forbidden")).containsExactly("3 REF SEGMENT_UNEXPECTED OVERLAY: no REF with IA");
    }

    @Test
    void aSegmentCanBeForbiddenMandatoryOrLimited() {
        assertThat(findings("FOB: forbidden")).containsExactly("4 FOB SEGMENT_UNEXPECTED OVERLAY: no FOB");
        assertThat(findings("ITD: mandatory")).containsExactly("5 ITD SEGMENT_MISSING OVERLAY: ITD (payment terms)");
        assertThat(findings("PO1: { max: 1 }")).containsExactly("9 PO1 LOOP_TOO_OFTEN OVERLAY: at most 1 loops of PO1");
    }

    @Test
    void aSegmentTheStandardDoesNotHaveThereCanBeAllowed() {
        String moved = ORDER.replace("CTT*2~\n", "TDS~\nCTT*2~\n").replace("TDS~\n", "IT3*1*EA~\n");

        assertThat(findings(moved, "FOB: optional")).isEmpty();
        assertThat(findings(ORDER.replace("FOB*CC~", "FOB*CC~\nIT3*1*EA~"), "FOB: optional"))
                .containsExactly("5 IT3 SEGMENT_UNEXPECTED STANDARD: IT3 only after PO1");
        assertThat(findings(ORDER.replace("FOB*CC~", "FOB*CC~\nIT3*1*EA~"), "IT3: { after: FOB, max: 2 }"))
                .isEmpty();
    }

    @Test
    void anElementCanBeMandatoryForbiddenLongerShorterOrLimitedToCodes() {
        assertThat(findings("BEG04: mandatory")).containsExactly("2 BEG ELEMENT_MISSING OVERLAY: release number");
        assertThat(findings("PO106: forbidden")).containsExactly("7 PO1 ELEMENT_FORBIDDEN OVERLAY: nothing here");
        assertThat(findings("BEG03: { length: 8 }")).isEmpty();
        assertThat(findings("BEG03: { length: 1-4 }"))
                .containsExactly("2 BEG ELEMENT_TOO_LONG OVERLAY: 1 to 4 characters");
        assertThat(findings("BEG02: { codes: [NE, RL] }"))
                .containsExactly("2 BEG CODE_NOT_ALLOWED OVERLAY: one of NE, RL");
        assertThat(findings("BEG02: { codes: [NE, SA] }")).isEmpty();
        assertThat(findings(ORDER.replace("PO-17", "PO".repeat(15)), "BEG03: { length: 1-30 }"))
                .isEmpty();
    }

    @Test
    void aRuleCanCountOnlyInALoopThatHoldsACode() {
        assertThat(findings("N1[01=ST]/N4: mandatory"))
                .containsExactly("7 N4 SEGMENT_MISSING OVERLAY: N4 in N1 with ST (place)");
        assertThat(findings("N1[01=BY]/N4: mandatory")).isEmpty();
        assertThat(findings("PO1[01=1]/SDQ: forbidden"))
                .containsExactly("8 SDQ SEGMENT_UNEXPECTED OVERLAY: no SDQ in PO1 with 1");
        assertThat(findings("PO1[01=2]/SDQ[01=EA]: mandatory"))
                .containsExactly("10 SDQ SEGMENT_MISSING OVERLAY: SDQ with EA in PO1 with 2 (quantity by place)");
    }

    @Test
    void anElementCanDifferAtOnePlaceOrWithOneQualifier() {
        assertThat(findings("REF[01=IA].02: { length: 5-9 }"))
                .containsExactly("3 REF ELEMENT_TOO_SHORT OVERLAY: 5 to 9 characters in REF with IA");
        assertThat(findings("REF[01=DP].02: { length: 5-9 }")).isEmpty();
        assertThat(findings("N1/N3.02: mandatory")).containsExactly("6 N3 ELEMENT_MISSING OVERLAY: address line of N3");
        assertThat(findings("PO1[01=1]/SDQ.05: forbidden"))
                .containsExactly("8 SDQ ELEMENT_FORBIDDEN OVERLAY: nothing here in SDQ in PO1 with 1");
        assertThat(findings("PO1/SDQ03: { codes: [0002] }"))
                .containsExactly("8 SDQ CODE_NOT_ALLOWED OVERLAY: 0002 in SDQ");
    }

    @Test
    void aRuleForOnePlaceCannotBeWiderThanTheStandard() {
        Problems problems = new Problems();
        Overlay overlay = Overlay.read("guide.yaml", "rules:\n  N1/N3.01: { length: 1-99 }\n", problems);
        Schemas.x12("004010", "850").with(overlay, problems);

        assertThat(problems.list())
                .extracting(Object::toString)
                .containsExactly("guide.yaml:2:3  A rule for one place can only ask for more than the standard;"
                        + " to ask for less, write N301.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "harborline-850",
                "harborline-856",
                "harborline-810",
                "northfield-850",
                "northfield-856",
                "northfield-810"
            })
    void theGuidesOfInventedRetailersFit(String name) {
        assertThat(problems(name)).isEmpty();
    }

    private static List<?> problems(String name) {
        Problems problems = new Problems();
        Overlay overlay = Overlay.read(Path.of("mappings/overlays/x12", name + ".yaml"), problems);
        String[] base = overlay.schema().split("/");
        Schemas.x12(base[1], base[2]).with(overlay, problems);
        return problems.list();
    }

    @Test
    void aCodeCanBeAddedToAClosedList() {
        Problems problems = new Problems();
        Overlay overlay = Overlay.read("guide.yaml", "rules:\n  AK901: { addCodes: [Q] }\n", problems);
        Schema schema = Schemas.x12("004010", "997").with(overlay, problems);
        SegmentTable table = X12Text.table("ST*997*0001~AK1*PO*1~AK9*Q*1*1*1~SE*4*0001~");

        assertThat(new Validator()
                        .validate(new SetContext("f", "1", "1"), X12Text.header(table, "004010"), table, schema))
                .isEmpty();
    }

    @Test
    void aGuideWithMistakesSaysInWhichLine() {
        Problems problems = new Problems();
        Overlay overlay = Overlay.read("guide.yaml", """
                guide: globex-850
                for: x12/004010/850
                rules:
                  RFE DP: mandatory
                  N3: { max: 1 }
                  BEG99: mandatory
                  BEG03: { lenght: 3 }
                  FOB: mandatry
                """, problems);
        Schemas.x12("004010", "850").with(overlay, problems);

        assertThat(problems.list())
                .extracting(Object::toString)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("guide.yaml:4:3  There is no segment or element 'RFE'"),
                        line -> assertThat(line)
                                .startsWith("guide.yaml:5:3  N3 has several places; write one of N1/N3, SPI/N1/N3"),
                        line -> assertThat(line).startsWith("guide.yaml:6:3  BEG has 12 elements"),
                        line -> assertThat(line)
                                .startsWith("guide.yaml:7:12  Unknown key 'lenght'. Did you mean 'length'?"),
                        line -> assertThat(line)
                                .startsWith("guide.yaml:8:8  'mandatry' is no use. Did you mean 'mandatory'?"));
    }

    @Test
    void theVersionOfASchemaTellsGuidesApart() {
        Schema base = Schemas.x12("004010", "850");
        Schema one = base.with(Overlay.read("a", "rules:\n  FOB: forbidden\n", new Problems()), new Problems());
        Schema same = base.with(Overlay.read("a", "rules:\n  FOB: forbidden\n", new Problems()), new Problems());

        assertThat(one.version()).isEqualTo(same.version()).isNotEqualTo(base.version());
    }

    private static List<String> findings(String rule) {
        return findings(ORDER, rule);
    }

    private static List<String> findings(String order, String rule) {
        Problems problems = new Problems();
        Schema schema = Schemas.x12("004010", "850");
        if (!rule.isEmpty()) {
            schema = schema.with(Overlay.read("guide.yaml", "rules:\n  " + rule + "\n", problems), problems);
        }
        assertThat(problems.list()).isEmpty();
        SegmentTable table = X12Text.table(order);
        return new Validator()
                .validate(new SetContext("f", "1", "1"), X12Text.header(table, "004010"), table, schema).stream()
                        .map(OverlayTest::line)
                        .toList();
    }

    private static String line(Finding finding) {
        return finding.position().segmentOrdinal() + " " + finding.position().segment() + " " + finding.code() + " "
                + finding.origin() + ": " + finding.expected();
    }
}
