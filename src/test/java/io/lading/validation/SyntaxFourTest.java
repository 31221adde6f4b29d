package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.syntax.Feed;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What syntax version 4 of EDIFACT (ISO 9735-1, 5 and 8) has besides the versions before it. */
class SyntaxFourTest {
    private static final String ORDER = """
            UNA:+.?*'UNB+UNOC:4+SENDER:14+RECEIVER:14+20261130:1932+1'
            UNH+1+ORDERS:D:01B:UN'
            BGM+220+PO1+9'
            DTM+137:20261130:102'
            NAD+BY+5412345000013::9'
            CTA+OC+1:X'
            COM+1:TE'
            LIN+1++5412345111115:SRV'
            QTY+21:10'
            UNS+S'
            CNT+2:1'
            UNT+11+1'
            UNZ+1+1'
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COM+1:TE'                | COM+1:TE*2:FX*a@b:EM'",
                "COM+1:TE'                | COM+1:TE+2:FX+a@b:EM'",
                "QTY+21:10'               | PIA+5+A:SA*B:IN*C:BP'QTY+21:10'",
                "ORDERS:D:01B:UN'         | ORDERS:D:01B:UN::16B'",
                "ORDERS:D:01B:UN'         | ORDERS:D:01B:UN:EAN010:16B:SUBTYP'",
                "ORDERS:D:01B:UN'         | ORDERS:D:01B:UN++1:C+SUBSET:1:1:XX+GUIDE:1:1:XX+SCEN:1:1:XX'",
                "BGM+220+PO1+9'           | USH+1+1+3+1+1+1'USA+1:16'USC+CERT'USA+2:10'USR+1:AB'BGM+220+PO1+9'",
                "UNT+11+1'                | UST+1+3'USR+1:AB'UNT+11+1'",
            })
    void takesWhatTheVersionHas(String plain, String four) {
        String text = counted(ORDER.replace(plain, four));

        assertThat(findings(text)).isEmpty();
        assertThat(findings(text.replace("UNOC:4", "UNOC:3").replace("20261130:1932", "261130:1932")))
                .as("in version 3, where only places in a row and nothing else of this is known")
                .hasSizeGreaterThanOrEqualTo(four.contains("+2:FX") ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COM+1:TE'                | COM+1:TE*2:FX*3:FX*4:FX'            | REPETITION_TOO_MANY",
                "BGM+220+PO1+9'           | BGM+220*221+PO1+9'                  | REPETITION_TOO_MANY",
                "ORDERS:D:01B:UN'         | ORDERS:D:01B:UN::16B:A:B'           | COMPONENT_TOO_MANY",
                "CTA+OC+1:X'              | USH+1+1+3+1+1+1'CTA+OC+1:X'         | SEGMENT_UNEXPECTED",
                "CTA+OC+1:X'              | UST+1+3'CTA+OC+1:X'                 | SEGMENT_UNEXPECTED",
                "BGM+220+PO1+9'           | USX+1'BGM+220+PO1+9'                | SEGMENT_UNKNOWN",
            })
    void refusesWhatItHasNot(String plain, String bad, String code) {
        assertThat(findings(counted(ORDER.replace(plain, bad))))
                .extracting(finding -> finding.code().name())
                .containsExactly(code);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void aPackageIsPassedOverCountedAndCopiedWhateverItHolds(Feed feed) {
        String object = "UNH+9'UNZ+'?\u0000\u00ff ISA*";
        String text = ORDER.replace(
                "UNZ+1+1'\n",
                "UNO+P1+AAA:7+1:PDF+" + object.length() + ":1'USH+1+1+3+1+1+1'" + object + "UNP+" + object.length()
                        + "+P1'\nUNZ+2+1'\n");

        assertThat(feed.read(text.getBytes(StandardCharsets.ISO_8859_1)).findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.message()).contains("an object of " + object.length() + " bytes");
                });
        assertThat(feed.read(text.getBytes(StandardCharsets.ISO_8859_1)).objects)
                .hasToString(object);
    }

    @Test
    void aPackageWhoseLengthIsWrongIsTold() {
        String text = ORDER.replace("UNZ+1+1'\n", "UNO+P1+AAA:7+1:PDF+3'abcdefUNP+6+P2'\nUNZ+2+1'\n");

        assertThat(Feed.WHOLE.read(text).findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isNotEmpty();
        assertThat(Feed.WHOLE.read(text.replace("UNO+P1+AAA:7+1:PDF+3'", "UNO+P1+AAA:7+1:PDF+6'")).findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(finding ->
                        finding.position().segment() + finding.position().element())
                .containsExactly("UNP2");
    }

    /** With the segments counted anew. */
    private static String counted(String text) {
        int from = text.indexOf("UNH+");
        int to = text.indexOf("UNT+");
        int segments = text.substring(from, to).split("'", -1).length;
        return text.replace("UNT+11+", "UNT+" + segments + "+");
    }

    private static List<Finding> findings(String text) {
        List<Finding> findings = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "in.edi",
                (interchange, group, set) -> Schemas.catalog()
                        .find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcome -> {
                    findings.addAll(outcome.findings());
                    outcome.groups().forEach(group -> group.sets().forEach(set -> findings.addAll(set.findings())));
                });
        InterchangeReader.read(text.getBytes(StandardCharsets.ISO_8859_1), ReaderOptions.strict("in.edi"), examiner);
        return findings;
    }
}
