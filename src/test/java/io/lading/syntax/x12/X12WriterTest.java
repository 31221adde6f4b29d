package io.lading.syntax.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Usage;
import io.lading.syntax.Feed;
import io.lading.syntax.Reading;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.Unwritable;
import io.lading.syntax.WrittenSet;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class X12WriterTest {
    private static final EnvelopeSettings SETTINGS =
            EnvelopeSettings.between("ZZ", "SUPPLIER01", "14", "BUYER01").withSuffix(SegmentSuffix.LF);
    private static final GroupSettings GROUP = new GroupSettings("PO", "SUPPLIER01", "BUYER01", "004010");
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 10, 1, 12, 5);

    private final List<Finding> findings = new ArrayList<>();
    private final X12Writer writer = new X12Writer(findings::add);

    @Test
    void writesEnvelopesWithCountsAndFixedWidths() {
        begin(SETTINGS);
        set("0001", "PO-17");
        set("0002", "PO-18");
        end();

        assertThat(text()).isEqualTo("""
                ISA*00*          *00*          *ZZ*SUPPLIER01     *14*BUYER01        *261001*1205*U*00401*000000905*0*P*:~
                GS*PO*SUPPLIER01*BUYER01*20261001*1205*7*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-17~
                SE*3*0001~
                ST*850*0002~
                BEG*00*SA*PO-18~
                SE*3*0002~
                GE*2*7~
                IEA*1*000000905~
                """);
        assertThat(findings).isEmpty();
        assertThat(Feed.WHOLE.read(writer.toByteArray()).findings).isEmpty();
    }

    @Test
    void saysWhereEachSetStands() {
        begin(SETTINGS);
        set("0001", "PO-17");
        set("0002", "PO-18");
        end();

        WrittenSet second = writer.sets().get(1);
        assertThat(text().substring(second.offset(), second.endOffset()))
                .isEqualTo("ST*850*0002~\nBEG*00*SA*PO-18~\nSE*3*0002~\n");
        assertThat(second.segments()).isEqualTo(3);
    }

    @Test
    void leavesOutTrailingEmptyElementsAndEmptySegments() {
        begin(SETTINGS.withSuffix(SegmentSuffix.NONE));
        writer.beginSet("850", "0001", "");
        segment("REF", "DP", "", "6679", "");
        segment("N3", "", "");
        writer.begin("SLN");
        writer.component(5, 1, 1, "EA");
        writer.component(5, 1, 3, "2");
        writer.component(5, 1, 4, "");
        writer.element(6, "");
        writer.end();
        writer.endSet();
        end();

        assertThat(text()).contains("ST*850*0001~REF*DP**6679~SLN*****EA::2~SE*4*0001~");
    }

    @Test
    void writesRepetitionsFromVersion00402On() {
        begin(SETTINGS.with("00501", true, Usage.TEST));
        writer.beginSet("850", "0001", "005010");
        writer.begin("REF");
        writer.component(2, 1, 1, "A");
        writer.component(2, 3, 1, "B");
        writer.component(2, 3, 2, "C");
        writer.end();
        writer.endSet();
        end();

        assertThat(text()).contains("*1205*^*00501*000000905*1*T*:~").contains("ST*850*0001*005010~\nREF**A^^B:C~");
    }

    @Test
    void refusesRepetitionsInAVersionWithoutThem() {
        begin(SETTINGS);
        writer.beginSet("850", "0001", "");
        writer.begin("REF");
        writer.component(2, 1, 1, "A");
        writer.component(2, 2, 1, "B");
        writer.end();
        writer.endSet();
        end();

        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo(FindingCode.REPETITION_TOO_MANY);
            assertThat(f.found()).isEqualTo("B");
        });
    }

    @Test
    void exchangesADelimiterThatAValueContains() {
        begin(SETTINGS);
        set("0001", "A*B");
        set("0002", "C|D~E:F");
        end();

        Reading reading = Feed.WHOLE.read(writer.toByteArray());
        assertThat(findings).isEmpty();
        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("A*B");
        assertThat(reading.sets.get(1).text(1, 3)).isEqualTo("C|D~E:F");
        assertThat(reading.interchanges.get(0).delimiters()).isEqualTo(writer.delimiters());
    }

    @Test
    void exchangesDelimitersOfTheOpenInterchangeOnly() {
        begin(SETTINGS);
        set("0001", "PO-17");
        end();
        begin(SETTINGS);
        set("0001", "A*B");
        end();

        Reading reading = Feed.WHOLE.read(writer.toByteArray());
        assertThat(reading.findings).isEmpty();
        assertThat(reading.interchanges.get(0).delimiters().element()).isEqualTo((byte) '*');
        assertThat(reading.interchanges.get(1).delimiters().element()).isNotEqualTo((byte) '*');
    }

    @Test
    void reportsADelimiterInAValueWhereTheAgreementFixesThem() {
        begin(SETTINGS.withDelimiters(Delimiters.X12_USUAL, false));
        set("0001", "A*B");
        end();

        assertThat(text()).contains("BEG*00*SA*A B~");
        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo(FindingCode.CHARACTER_NOT_ALLOWED);
            assertThat(f.severity()).isEqualTo(Severity.ERROR);
            assertThat(f.found()).isEqualTo("A*B");
            assertThat(f.position().toString())
                    .startsWith("interchange 000000905 · transaction set 0001 (850) · segment 2 BEG · element 3");
        });
    }

    @Test
    void reportsCharactersThatTheCharacterSetLacks() {
        begin(SETTINGS.withCharacters(StandardCharsets.US_ASCII, true, Unwritable.SUBSTITUTE));
        set("0001", "Caf\u00e9\t\uD83D\uDE9A");
        end();

        assertThat(text()).contains("*CAF? ?~");
        assertThat(findings).hasSize(3).allMatch(f -> f.severity() == Severity.WARNING);
    }

    @Test
    void writesTheCharacterSetOfTheAgreement() {
        begin(SETTINGS.withCharacters(StandardCharsets.UTF_8, false, Unwritable.REFUSE));
        set("0001", "Caf\u00e9 \uD83D\uDE9A");
        end();

        assertThat(findings).isEmpty();
        assertThat(Feed.WHOLE.read(writer.toByteArray()).sets.get(0).text(1, 3)).isEqualTo("Caf\u00e9 \uD83D\uDE9A");
    }

    @Test
    void reportsAnIdentifierThatIsTooLongForItsPlace() {
        begin(EnvelopeSettings.between("ZZ", "A-VERY-LONG-IDENTIFIER", "14", "BUYER01"));
        end();

        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo(FindingCode.ENVELOPE_MALFORMED);
            assertThat(f.position().element()).isEqualTo(6);
        });
        assertThat(text().indexOf("~")).isEqualTo(105);
    }

    @Test
    void writesInterchangeAcknowledgementsBeforeGroups() {
        writer.beginInterchange(SETTINGS, 905, TIME);
        segment("TA1", "000000017", "261001", "1200", "A", "000");
        writer.endInterchange();

        Reading reading = Feed.WHOLE.read(writer.toByteArray());
        assertThat(reading.findings).isEmpty();
        assertThat(reading.acknowledgements).hasSize(1);
    }

    @Test
    void refusesCallsInTheWrongOrder() {
        assertThatThrownBy(() -> writer.beginSet("850", "0001", "")).isInstanceOf(IllegalStateException.class);
        begin(SETTINGS);
        assertThatThrownBy(writer::endInterchange).isInstanceOf(IllegalStateException.class);
        writer.beginSet("850", "0001", "");
        writer.begin("REF");
        writer.element(2, "A");
        assertThatThrownBy(() -> writer.element(1, "B")).isInstanceOf(IllegalStateException.class);
    }

    private void begin(EnvelopeSettings settings) {
        writer.beginInterchange(settings, 905, TIME);
        writer.beginGroup(GROUP, 7, TIME);
    }

    private void end() {
        writer.endGroup();
        writer.endInterchange();
    }

    private void set(String controlNumber, String order) {
        writer.beginSet("850", controlNumber, "");
        segment("BEG", "00", "SA", order);
        writer.endSet();
    }

    private void segment(String tag, String... elements) {
        writer.begin(tag);
        for (int i = 0; i < elements.length; i++) {
            writer.element(i + 1, elements[i]);
        }
        writer.end();
    }

    private String text() {
        return new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
