package io.lading.syntax.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Usage;
import io.lading.syntax.Feed;
import io.lading.syntax.Reading;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.Unwritable;
import io.lading.syntax.edifact.EdifactSettings.Party;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdifactWriterTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 10, 1, 12, 0);
    private static final Party WE = new Party("SUPPLIER01", "14", "");
    private static final Party THEY = new Party("BUYER01", "14", "SHOP");
    private static final EdifactSettings SETTINGS =
            EdifactSettings.between(WE, THEY).withDelimiters(false, Delimiters.EDIFACT_DEFAULT, SegmentSuffix.LF);

    private final List<Finding> findings = new ArrayList<>();
    private final EdifactWriter writer = new EdifactWriter(findings::add);

    @Test
    void writesHeadersTrailersAndCounts() {
        writer.beginInterchange(SETTINGS.with("ORDRSP", true, "EANCOM", Usage.TEST), "905", TIME);
        message("1", "PO-17");
        message("2", "PO-18");
        writer.endInterchange();

        assertThat(text()).isEqualTo("""
                UNB+UNOC:3+SUPPLIER01:14+BUYER01:14:SHOP+261001:1200+905++ORDRSP++1+EANCOM+1'
                UNH+1+ORDRSP:D:96A:UN:EAN008'
                BGM+231+PO-17+29'
                DTM+137:20261001:102'
                UNT+4+1'
                UNH+2+ORDRSP:D:96A:UN:EAN008'
                BGM+231+PO-18+29'
                DTM+137:20261001:102'
                UNT+4+2'
                UNZ+2+905'
                """);
        assertThat(findings).isEmpty();
        assertThat(writer.sets()).extracting(set -> set.segments()).containsExactly(4, 4);
        assertThat(text().substring(
                                writer.sets().get(1).offset(),
                                writer.sets().get(1).endOffset()))
                .startsWith("UNH+2")
                .endsWith("UNT+4+2'\n");
    }

    private void message(String reference, String number) {
        writer.beginSet("ORDRSP", reference, "D.96A", "EAN008");
        writer.begin("BGM");
        writer.element(1, "231");
        writer.element(2, number);
        writer.element(3, "29");
        writer.element(4, "");
        writer.end();
        writer.begin("DTM");
        writer.component(1, 1, 1, "137");
        writer.component(1, 1, 2, "20261001");
        writer.component(1, 1, 3, "102");
        writer.end();
        writer.begin("FTX");
        writer.element(1, "");
        writer.end();
        writer.endSet();
    }

    @Test
    void writesGroupsAndSyntaxVersionFour() {
        EdifactSettings four = SETTINGS.withSyntax(SyntaxLevel.UNOW, 4)
                .withDelimiters(
                        true,
                        new Delimiters((byte) '+', (byte) ':', (byte) '*', (byte) '\'', (byte) '?', (byte) ','),
                        SegmentSuffix.NONE);
        writer.beginInterchange(four, "7", TIME);
        writer.beginGroup(new EdifactGroup("ORDERS", WE, THEY, "D.01B", "EAN010"), "11", TIME);
        writer.beginSet("ORDERS", "1", "D.01B", "EAN010");
        writer.begin("NAD");
        writer.element(1, "BY");
        writer.component(2, 1, 1, "ΑΘΗΝΑ*1");
        writer.component(2, 2, 1, "B");
        writer.component(2, 2, 3, "9");
        writer.end();
        writer.endSet();
        writer.endGroup();
        writer.endInterchange();

        String text = new String(writer.toByteArray(), StandardCharsets.UTF_8);
        assertThat(text)
                .isEqualTo("UNA:+,?*'UNB+UNOW:4+SUPPLIER01:14+BUYER01:14:SHOP+20261001:1200+7'"
                        + "UNG+ORDERS+SUPPLIER01:14+BUYER01:14+20261001:1200+11+UN+D:01B:EAN010'"
                        + "UNH+1+ORDERS:D:01B:UN:EAN010'NAD+BY+ΑΘΗΝΑ?*1*B::9'UNT+3+1'UNE+1+11'UNZ+1+7'");
        Reading reading = Feed.ONE_BYTE_AT_A_TIME.read(writer.toByteArray());
        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 2, 2, 3)).isEqualTo("9");
    }

    @Test
    void announcesOtherServiceCharactersThanTheDefaults() {
        Delimiters others = new Delimiters((byte) '*', (byte) '=', (byte) 0, (byte) '~', (byte) '!', (byte) '.');
        writer.beginInterchange(SETTINGS.withDelimiters(false, others, SegmentSuffix.NONE), "7", TIME);
        writer.endInterchange();

        assertThat(text()).startsWith("UNA=*.! ~UNB*UNOC=3*");
    }

    @Test
    void reportsWhatTheCharacterSetLacks() {
        writer.beginInterchange(SETTINGS.withSyntax(SyntaxLevel.UNOA, 3), "7", TIME);
        free("Miller €\n5");

        assertThat(findings).extracting(Finding::code).containsOnly(FindingCode.CHARACTER_NOT_ALLOWED);
        assertThat(findings.get(0).severity().name()).isEqualTo("ERROR");
        assertThat(findings.get(0).position().segment()).isEqualTo("FTX");
        assertThat(text()).contains("FTX+M??????????");
    }

    @Test
    void substitutesWhereTheAgreementSaysSo() {
        writer.beginInterchange(
                SETTINGS.withSyntax(SyntaxLevel.UNOA, 3).withCharacters(true, Unwritable.SUBSTITUTE), "7", TIME);
        free("Miller €\n5");

        assertThat(findings).extracting(finding -> finding.severity().name()).containsOnly("WARNING");
        assertThat(text()).contains("FTX+MILLER ?? 5'");
    }

    private void free(String value) {
        writer.beginSet("ORDERS", "1", "D.96A", "");
        writer.begin("FTX");
        writer.element(1, value);
        writer.end();
        writer.endSet();
        writer.endInterchange();
    }

    @Test
    void anyTextComesBackAsItWasWritten() {
        Random random = new Random(4711);
        String alphabet = "AZaz09 .,-()/='+:?!\"%&*;<>#~ÄÖÜßé";
        for (int i = 0; i < 2000; i++) {
            EdifactWriter one = new EdifactWriter(findings::add);
            one.beginInterchange(SETTINGS.withSyntax(SyntaxLevel.UNOC, 3 + i % 2), "7", TIME);
            one.beginSet("ORDERS", "1", "D.96A", "");
            List<String> values = new ArrayList<>();
            one.begin("FTX");
            for (int place = 1; place <= 5; place++) {
                StringBuilder value = new StringBuilder("x");
                for (int length = random.nextInt(12); length > 0; length--) {
                    value.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                values.add(value.toString());
                one.component(1 + place / 3, 1, 1 + place % 3, value.toString());
            }
            one.end();
            one.endSet();
            one.endInterchange();

            Reading reading = (i % 2 == 0 ? Feed.WHOLE : Feed.IN_UNEVEN_PIECES).read(one.toByteArray());
            assertThat(reading.findings).isEmpty();
            for (int place = 1; place <= 5; place++) {
                assertThat(reading.sets.get(0).text(1, 1 + place / 3, 1, 1 + place % 3))
                        .isEqualTo(values.get(place - 1));
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesMessagesBothInAndOutsideOfGroups() {
        writer.beginInterchange(SETTINGS, "7", TIME);
        message("1", "PO-17");

        assertThatThrownBy(() -> writer.beginGroup(new EdifactGroup("ORDERS", WE, THEY, "D.96A", ""), "1", TIME))
                .isInstanceOf(IllegalStateException.class);
    }

    private String text() {
        return new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
