package io.lading.syntax;

import static io.lading.interchange.FindingCode.*;
import static io.lading.syntax.Interchanges.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a transmission holds beside one good interchange. */
class TransmissionTest {

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsSeveralInterchangesOneAfterTheOther(Feed feed) {
        Reading reading = feed.read(WHOLE + "\r\n\u00ef\u00bb\u00bf" + WHOLE.replace('*', '|') + WHOLE);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.interchanges).hasSize(3);
        assertThat(reading.interchanges.get(1).offset()).isEqualTo(WHOLE.length() + 5L);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void warnsOfWhatStandsBetweenInterchangesAndReadsThem(Feed feed) {
        Reading reading = feed.read("To: partner\n" + WHOLE + "-- end --" + WHOLE + "ISABEL says hello");

        assertThat(reading.codes())
                .containsExactly(DATA_BETWEEN_INTERCHANGES, DATA_BETWEEN_INTERCHANGES, DATA_BETWEEN_INTERCHANGES);
        assertThat(reading.findings).allMatch(f -> f.severity() == Severity.WARNING);
        assertThat(reading.findings.get(1).found()).isEqualTo("-- end --");
        assertThat(reading.findings.get(1).position().offset()).isEqualTo(12L + WHOLE.length());
        assertThat(reading.sets).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void refusesGarbageWithOneFinding(Feed feed) {
        byte[] noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        for (byte[] input : List.of(
                noise,
                ascii("Dear Sir, please find"),
                ascii("<Order/>"),
                ascii("{\"a\":1}"),
                ascii("x ISA*ISA*ISA*".repeat(200)))) {
            Reading reading = feed.read(input);
            assertThat(reading.events).containsExactly("ERROR NOT_EDI");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void saysThatNothingCame(Feed feed) {
        for (String empty : new String[] {"", " \r\n\t", "\u00ef\u00bb\u00bf", "\u0000\u0000"}) {
            assertThat(feed.read(empty).events).containsExactly("ERROR EMPTY_INPUT");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void asksForAnInterchangeHeaderAroundABareSet(Feed feed) {
        Reading reading = feed.read(SET);

        assertThat(reading.codes()).containsExactly(NOT_EDI);
        assertThat(reading.findings.get(0).expected()).contains("ISA").contains("before the transaction set");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsEdifactInAMailbag(Feed feed) {
        String edifact = "UNA:+.? '\nUNB+UNOC:3+A+B+261001:1200+1'UNH+1+ORDERS:D:96A:UN'UNT+2+1'UNZ+1+1'";
        Reading reading = feed.read(WHOLE + edifact + WHOLE);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.interchanges.get(1).offset()).isEqualTo(WHOLE.length());
        assertThat(reading.interchanges).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsAFileThatEndsInsideTheHeader(Feed feed) {
        Reading reading = feed.read(ISA.substring(0, 60));

        assertThat(reading.events).containsExactly("ERROR TRUNCATED");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void givesUpASetThatIsTooLargeAndReadsTheNext(Feed feed) {
        String lines = "PO1*1*10*EA*9.95**UP*407858017327~\n".repeat(40);
        String large = "ST*850*0001~" + lines + "BIN*300*" + "~SE*1*0001~".repeat(27) + "xyz~" + "SE*9*0001~";
        ReaderOptions small = ReaderOptions.strict("test.edi").withLargestSet(1000);
        Reading reading = feed.read(ISA + GS + large + SET.replace("0001", "0002") + "GE*2*7~" + IEA, small);

        assertThat(reading.events)
                .containsExactly(
                        "ISA 000000905 BUYER01>SUPPLIER01",
                        "GS PO 7",
                        "ERROR SET_TOO_LARGE",
                        "ST 850 0001 incomplete 1",
                        "ST 850 0002 5",
                        "GE 2/2 7",
                        "IEA 1/1 000000905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void everyPrefixOfAnInterchangeIsReportedAsCutOff(Feed feed) {
        String text = WHOLE.replace("~", "~\r\n");
        int whole = text.indexOf("IEA*1*000000905") + "IEA*1*000000905".length();
        for (int length = 1; length < text.length(); length++) {
            Reading reading = feed.read(text.substring(0, length));
            List<FindingCode> codes = reading.codes();
            if (length >= whole) {
                assertThat(codes).as("%s bytes", length).isEmpty();
            } else if (length < 4) {
                assertThat(codes).as("%s bytes", length).containsExactly(NOT_EDI);
            } else {
                assertThat(codes)
                        .as("%s bytes", length)
                        .filteredOn(code -> code == TRUNCATED || code == INTERCHANGE_TRAILER_MISSING)
                        .hasSize(1);
                assertThat(reading.events).noneMatch(e -> e.startsWith("IEA 1"));
            }
        }
    }

    @Test
    void readsWhateverBytesWithoutHangingAndTheSameInPieces() {
        Random random = new Random(20261122);
        byte[] good = ascii(WHOLE.replace("~", "~\n") + WHOLE.replace("*", "|"));
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) "*~>|ISAGE\n0 \u00e2".charAt(random.nextInt(13));
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
            Reading whole = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Feed.WHOLE.read(cut));
            Reading pieces = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Feed.ONE_BYTE_AT_A_TIME.read(cut));
            assertThat(pieces.events)
                    .as(new String(cut, StandardCharsets.ISO_8859_1))
                    .isEqualTo(whole.events);
            assertThat(pieces.findings).isEqualTo(whole.findings);
        }
    }

    @Test
    void readsAStreamInConstantMemory() {
        byte[] part = ascii(SET.repeat(1000));
        long[] counted = new long[1];
        InterchangeReader reader =
                new InterchangeReader(ReaderOptions.strict("large.edi"), new CountingListener(counted));
        reader.feed(ascii(ISA + GS), 0, ISA.length() + GS.length());
        for (int i = 0; i < 200; i++) {
            reader.feed(part, 0, part.length);
        }

        assertThat(counted[0]).isEqualTo(200_000L);
        assertThat(reader.bufferSize()).isLessThan(4 * part.length);
    }

    @Test
    void tokenizesASetAgainByItsPlace() {
        byte[] bytes = ascii(WHOLE);
        Reading reading = Feed.WHOLE.read(bytes);
        int from = (int) reading.setHeaders.get(0).offset();
        SegmentTable again = InterchangeReader.readSet(
                bytes,
                from,
                from + SET.length(),
                100,
                io.lading.interchange.Standard.X12,
                reading.interchanges.get(0).delimiters(),
                "00401");

        assertThat(again.segmentCount()).isEqualTo(5);
        assertThat(again.text(1, 3)).isEqualTo("PO-17");
        assertThat(again.offset(0)).isEqualTo(100L + from);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
