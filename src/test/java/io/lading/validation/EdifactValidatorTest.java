package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.interchange.Finding;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdifactValidatorTest {
    private static final String ORDER = "BGM+220+PO-17+9'DTM+137:20261001:102'RFF+CT:77'NAD+BY+4012345000009::9'"
            + "CTA+OC+:JANE'COM+555:TE'CUX+2:USD:9'LIN+1++4078580173274:EN'PIA+1+A:SA+B:IN'IMD+F++:::SHIRT'"
            + "QTY+21:85:PCE'DTM+2:20261103:102'PRI+AAA:6.43'RFF+ON:1'UNS+S'CNT+2:1'";

    @Test
    void takesAnOrderWithItsGroups() {
        assertThat(findings("ORDERS:D:96A:UN", ORDER)).isEmpty();
        assertThat(findings("ORDERS:D:01B:UN", ORDER.replace(":EN'", ":SRV'"))).isEmpty();
    }

    @Test
    void findsSegmentsThatAreMissingUnknownOutOfPlaceOrTooMany() {
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("BGM+220+PO-17+9'", "")))
                .containsExactly("2 BGM SEGMENT_MISSING BGM (document)");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("UNS+S'", "")))
                .containsExactly("16 UNS SEGMENT_MISSING UNS (section control)");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("CUX+", "XYZ+1'CUX+")))
                .containsExactly("8 XYZ SEGMENT_UNKNOWN a segment of the ORDERS");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("CUX+", "PAI+::10'CUX+")))
                .containsExactly("8 PAI SEGMENT_OUT_OF_ORDER PAI before COM");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("BGM+", "BGM+220'BGM+")))
                .containsExactly("3 BGM SEGMENT_TOO_OFTEN at most 1 BGM here");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("RFF+CT:77'", "RFF+CT:77'".repeat(11))))
                .containsExactly("14 RFF LOOP_TOO_OFTEN at most 10 loops of RFF");
    }

    @Test
    void findsFaultyElementsAndComponents() {
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("QTY+21:85:PCE", "QTY+21:8O:PCE")))
                .containsExactly("12 QTY/1:2 NUMBER_MALFORMED a number");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("QTY+21:85:PCE", "QTY+:85:PCES")))
                .containsExactlyInAnyOrder(
                        "12 QTY/1:1 ELEMENT_MISSING quantity kind", "12 QTY/1:3 ELEMENT_TOO_LONG 1 to 3 characters");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("QTY+21:85:PCE", "QTY")))
                .containsExactly("12 QTY SEGMENT_EMPTY a segment with data");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("PO-17+9", "PO-17+ZZ"))
                        .get(0))
                .startsWith("2 BGM/3 CODE_NOT_ALLOWED one of 1, 10, ");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("PO-17+9", "PO-17+9E")))
                .as("a code that GS1 added")
                .isEmpty();
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("PO-17+9", "PO?'17?+?:" + "X".repeat(28) + "+9")))
                .isEmpty();
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("PO-17+9", "PO?'17?+?:" + "X".repeat(29) + "+9")))
                .containsExactly("2 BGM/2 ELEMENT_TOO_LONG 1 to 35 characters");
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("6.43", "6,43"))).isEmpty();
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("6.43", "-.43")))
                .containsExactly("14 PRI/1:2 NUMBER_MALFORMED a number");
    }

    @ParameterizedTest
    @CsvSource({
        "102, 20261001, true",
        "102, 20260229, false",
        "102, 20261301, false",
        "102, 261001, false",
        "101, 261001, true",
        "203, 202610012359, true",
        "203, 202610012460, false",
        "2, 011026, true",
        "2, 321026, false",
        "610, 202613, false",
        "616, 202653, true",
        "616, 202654, false",
        "718, 20261001-20261031, true",
        "718, 2026100120261031, true",
        "718, 20261001-20261131, false",
        "401, 2400, false",
        "999, anything, true"
    })
    void checksDatesByTheFormatTheyName(String format, String value, boolean fine) {
        boolean matches =
                DateFormats.pattern(format).isEmpty() || DateFormats.matches(DateFormats.pattern(format), value);

        assertThat(matches).isEqualTo(fine);
    }

    @Test
    void findsDatesThatDoNotExist() {
        assertThat(findings("ORDERS:D:96A:UN", ORDER.replace("20261001", "20261301")))
                .containsExactly("3 DTM/1:2 DATE_MALFORMED a date as CCYYMMDD");
    }

    @Test
    void checksThePackingLevelsOfADespatchAdviceAsATree() {
        String shipment = "BGM+351+DN-1+9'CPS+1'PAC+2++PX'CPS+2+1'PAC+1++PK'LIN+1++4078580173274:EN'QTY+12:5'"
                + "CPS+3+1'LIN+2++4078580173281:EN'QTY+12:7'";

        assertThat(findings("DESADV:D:96A:UN", shipment)).isEmpty();
        assertThat(findings("DESADV:D:96A:UN", shipment.replace("CPS+3+1", "CPS+2+4")))
                .containsExactly(
                        "9 CPS/2 HIERARCHY_PARENT_UNKNOWN the level of a CPS before this one",
                        "9 CPS/1 HIERARCHY_NUMBER_REPEATED a level that no other CPS has");
    }

    private static List<String> findings(String type, String content) {
        String[] segments = content.split("(?<!\\?)'", -1);
        String text = "UNB+UNOC:3+A+B+261001:1200+7'UNH+1+" + type + "'" + content + "UNT+" + (segments.length + 1)
                + "+1'UNZ+1+7'";
        List<Finding> findings = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "test.edi",
                (interchange, group, set) -> Schemas.catalog()
                        .find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcome -> {
                    findings.addAll(outcome.findings());
                    outcome.groups().forEach(group -> group.sets().forEach(set -> findings.addAll(set.findings())));
                });
        InterchangeReader.read(text.getBytes(StandardCharsets.ISO_8859_1), ReaderOptions.strict("test.edi"), examiner);
        return findings.stream().map(EdifactValidatorTest::line).toList();
    }

    private static String line(Finding finding) {
        var at = finding.position();
        String element =
                at.element() == 0 ? "" : "/" + at.element() + (at.component() == 0 ? "" : ":" + at.component());
        return at.segmentOrdinal() + " " + at.segment() + element + " " + finding.code() + " " + finding.expected();
    }
}
