package io.lading.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdifactReaderTest {
    private static final String UNB = "UNB+UNOC:3+BUYER01:14:SHOP+SUPPLIER01:14+261001:1200+905'";
    private static final String ORDER = "UNH+1+ORDERS:D:96A:UN:EAN008'BGM+220+PO-17+9'UNS+S'UNT+4+1'";
    private static final String UNZ = "UNZ+1+905'";

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsHeaderMessageAndTrailer(Feed feed) {
        Reading reading = feed.read(
                "UNB+UNOC:3+BUYER01:14:SHOP+SUPPLIER01:14:DC2+261001:1200+905++ORDERS++1+EANCOM+1'" + ORDER + UNZ);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.events)
                .containsExactly("ISA 905 BUYER01>SUPPLIER01", "GS  ", "ST ORDERS 1 4", "GE 1/1 ", "IEA 1/1 905");
        InterchangeHeader header = reading.interchanges.get(0);
        assertThat(header.version()).isEqualTo("UNOC:3");
        assertThat(header.senderQualifier()).isEqualTo("14");
        assertThat(header.senderAddress()).isEqualTo("SHOP");
        assertThat(header.receiverAddress()).isEqualTo("DC2");
        assertThat(header.application()).isEqualTo("ORDERS");
        assertThat(header.acknowledgementRequested()).isTrue();
        assertThat(header.usage()).isEqualTo(Usage.TEST);
        assertThat(header.delimiters()).isEqualTo(Delimiters.EDIFACT_DEFAULT);
        assertThat(reading.setHeaders.get(0).release()).isEqualTo("D.96A");
        assertThat(reading.setHeaders.get(0).convention()).isEqualTo("EAN008");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void takesServiceCharactersFromUnaWhateverStandsBetweenItAndUnb(Feed feed) {
        for (String between : List.of("", "\n", "\r\n", " \r\n")) {
            Reading reading = feed.read("UNA=*,! ~" + between
                    + "UNB*UNOA=2*A*B*261001=1200*7~UNH*1*ORDERS=D=93A=UN~BGM*220*12!*3!!*9~UNT*3*1~UNZ*1*7~");

            assertThat(reading.findings).isEmpty();
            assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("12*3!");
            assertThat(reading.interchanges.get(0).delimiters())
                    .isEqualTo(new Delimiters((byte) '*', (byte) '=', (byte) 0, (byte) '~', (byte) '!', (byte) ','));
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void aBlankInUnaMeansThatNothingIsReleased(Feed feed) {
        Reading reading =
                feed.read("UNA:+.  'UNB+UNOA:2+A+B+261001:1200+7'UNH+1+ORDERS:D:93A:UN'BGM+220+WHY?'UNT+3+1'UNZ+1+7'");

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("WHY?");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void releasesEachServiceCharacterAndItself(Feed feed) {
        Reading reading =
                feed.read(UNB + "UNH+1+ORDERS:D:96A:UN'FTX+AAI+++1?+1?:2?'S ??'FTX+AAI+++A???'B:C'UNT+4+1'" + UNZ);

        assertThat(reading.findings).isEmpty();
        SegmentTable set = reading.sets.get(0);
        assertThat(set.text(1, 4)).isEqualTo("1+1:2'S ?");
        assertThat(set.text(2, 4)).isEqualTo("A?'B");
        assertThat(set.text(2, 4, 1, 2)).isEqualTo("C");
        assertThat(set.isPlain(set.token(2, 4, 1, 2))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void repeatsFromSyntaxVersionFourOnOnly(Feed feed) {
        String message = "UNH+1+ORDERS:D:01B:UN'PIA+5*1+A*B:X'UNT+3+1'UNZ+1+7'";
        Reading three = feed.read("UNA:+.?*'UNB+UNOC:3+A+B+261001:1200+7'" + message);
        Reading four = feed.read("UNB+UNOC:4+A+B+20261001:1200+7'" + message);
        Reading none = feed.read("UNA:+.? 'UNB+UNOC:4+A+B+20261001:1200+7'" + message);

        assertThat(three.sets.get(0).text(1, 1)).isEqualTo("5*1");
        assertThat(four.sets.get(0).text(1, 1, 2, 1)).isEqualTo("1");
        assertThat(four.sets.get(0).text(1, 2, 2, 2)).isEqualTo("X");
        assertThat(none.sets.get(0).text(1, 2)).isEqualTo("A*B");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsGroupsOfMessages(Feed feed) {
        Reading reading = feed.read(UNB + "UNG+ORDERS+SHOP:14+PLANT:14+261001:1200+11+UN+D:96A:EAN008'" + ORDER
                + "UNE+1+11'UNG+ORDRSP+SHOP+PLANT+261001:1200+12+UN+D:96A'UNH+1+ORDRSP:D:96A:UN'BGM+231+1+29'UNT+3+1'"
                + "UNE+1+12'UNZ+2+905'");

        assertThat(reading.findings).isEmpty();
        assertThat(reading.events)
                .containsExactly(
                        "ISA 905 BUYER01>SUPPLIER01",
                        "GS ORDERS 11",
                        "ST ORDERS 1 4",
                        "GE 1/1 11",
                        "GS ORDRSP 12",
                        "ST ORDRSP 1 3",
                        "GE 1/1 12",
                        "IEA 2/2 905");
        assertThat(reading.groups.get(0).sender()).isEqualTo("SHOP");
        assertThat(reading.groups.get(0).release()).isEqualTo("D.96A");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsCountsAndReferencesThatDiffer(Feed feed) {
        Reading reading = feed.read(UNB + "UNG+ORDERS+S+P+261001:1200+11+UN+D:96A'"
                + "UNH+1+ORDERS:D:96A:UN'BGM+220+PO-17+9'UNT+4+01'UNE+2+12'UNZ+3+0905'");

        assertThat(reading.sentences())
                .containsExactly(
                        "test.edi · interchange 905 · transaction set 1 (ORDERS) · segment 3 UNT · element 1 (segment count)"
                                + " · byte 138: expected 3, found \"4\". The trailer counts other segments than were sent;"
                                + " ask the sender whether something is missing.",
                        "test.edi · interchange 905 · transaction set 1 (ORDERS) · segment 3 UNT · element 2 (message"
                                + " reference) · byte 140: expected 1, found \"01\". Set header and trailer must carry the"
                                + " same control number; ask the sender to correct it.",
                        "test.edi · interchange 905 · group 11 · segment 6 UNE · element 1 (message count) · byte 147:"
                                + " expected 1, found \"2\". The group's trailer counts other transaction sets than were"
                                + " sent; ask the sender whether something is missing.",
                        "test.edi · interchange 905 · group 11 · segment 6 UNE · element 2 (group reference) · byte 149:"
                                + " expected 11, found \"12\". Group header and trailer must carry the same control number;"
                                + " ask the sender to correct it.",
                        "test.edi · interchange 905 · segment 7 UNZ · element 1 (group count) · byte 156: expected 1,"
                                + " found \"3\". The trailer counts other groups than were sent; ask the sender whether"
                                + " something is missing.",
                        "test.edi · interchange 905 · segment 7 UNZ · element 2 (interchange reference) · byte 158:"
                                + " expected 905, found \"0905\". Header and trailer must carry the same control number;"
                                + " ask the sender to correct it.");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void warnsOnlyOfCountsWherePartnersMayMiscount(Feed feed) {
        ReaderOptions options = ReaderOptions.strict("test.edi").tolerating(EnumSet.of(Tolerance.COUNTS));
        Reading reading = feed.read(UNB + "UNH+1+ORDERS:D:96A:UN'BGM+220+PO-17+9'UNT+4+2'" + UNZ, options);

        assertThat(reading.events).contains("WARNING SEGMENT_COUNT_WRONG", "ERROR SET_CONTROL_NUMBER_MISMATCH");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void joinsLinesThatWereWrappedAtAnyByte(Feed feed) {
        String plain = UNB + "UNH+1+ORDERS:D:96A:UN'BGM+220+PO?'17+9'FTX+AAI+++LONG TEXT:MORE'UNT+4+1'" + UNZ;
        List<String> expected = CorpusTest.describe(Feed.WHOLE.read(plain).sets.get(0)).stream()
                .map(line -> line.substring(line.indexOf(' ')))
                .toList();
        for (int width = 5; width < plain.length(); width++) {
            StringBuilder wrapped = new StringBuilder();
            for (int i = 0; i < plain.length(); i += width) {
                wrapped.append(plain, i, Math.min(plain.length(), i + width)).append("\r\n");
            }
            if (width < UNB.length() && wrapped.indexOf("UNB+UNOC:3") < 0) {
                continue;
            }
            Reading reading = feed.read(wrapped.toString());

            assertThat(reading.findings).as("wrapped at %s: %s", width, wrapped).isEmpty();
            assertThat(CorpusTest.describe(reading.sets.get(0)).stream().map(line -> line.substring(line.indexOf(' '))))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsBothStandardsAndSeveralInterchangesInOneFile(Feed feed) {
        Reading reading =
                feed.read(UNB + ORDER + UNZ + "\r\n" + Interchanges.WHOLE + "UNA:+.? '\n" + UNB + ORDER + UNZ);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.setHeaders).extracting(set -> set.type()).containsExactly("ORDERS", "850", "ORDERS");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void anInterchangeWithoutTrailerEndsWhereTheNextBegins(Feed feed) {
        Reading reading = feed.read(UNB + ORDER + Interchanges.WHOLE + UNB + ORDER + UNB + ORDER + UNZ);

        assertThat(reading.events)
                .containsExactly(
                        "ISA 905 BUYER01>SUPPLIER01",
                        "GS  ",
                        "ST ORDERS 1 4",
                        "GE missing",
                        "ERROR INTERCHANGE_TRAILER_MISSING",
                        "IEA missing",
                        "ISA 000000905 BUYER01>SUPPLIER01",
                        "GS PO 7",
                        "ST 850 0001 5",
                        "GE 1/1 7",
                        "IEA 1/1 000000905",
                        "ISA 905 BUYER01>SUPPLIER01",
                        "GS  ",
                        "ST ORDERS 1 4",
                        "GE missing",
                        "ERROR INTERCHANGE_TRAILER_MISSING",
                        "IEA missing",
                        "ISA 905 BUYER01>SUPPLIER01",
                        "GS  ",
                        "ST ORDERS 1 4",
                        "GE 1/1 ",
                        "IEA 1/1 905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void acceptsAMissingLastTerminatorButNotACutOffReference(Feed feed) {
        assertThat(feed.read(UNB + ORDER + "UNZ+1+905").findings).isEmpty();
        assertThat(feed.read(UNB + ORDER + "UNZ+1+905 \n").findings).isEmpty();
        assertThat(feed.read(UNB + ORDER + "UNZ+1+90").codes())
                .containsExactly(FindingCode.INTERCHANGE_TRAILER_MISSING);
        assertThat(feed.read(UNB + "UNH+1+ORDERS:D:96A:UN'BGM+22").events)
                .containsExactly(
                        "ISA 905 BUYER01>SUPPLIER01",
                        "GS  ",
                        "ERROR TRUNCATED",
                        "ST ORDERS 1 incomplete 1",
                        "GE missing",
                        "IEA missing");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void aMessageWithoutTrailerEndsAtTheNextHeader(Feed feed) {
        Reading reading =
                feed.read(UNB + "UNH+1+ORDERS:D:96A:UN'BGM+220+PO-17+9'UNH+2+ORDERS:D:96A:UN'UNT+2+2'UNZ+2+905'");

        assertThat(reading.events)
                .contains("ERROR SET_TRAILER_MISSING", "ST ORDERS 1 incomplete 2", "ST ORDERS 2 2", "IEA 2/2 905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsTheControlCharactersOfLevelB(Feed feed) {
        String text = (UNB.replace("UNOC:3", "UNOB:1") + ORDER + UNZ)
                .replace('+', '\u001D')
                .replace(':', '\u001F')
                .replace('\'', '\u001C');
        Reading reading = feed.read(text);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("PO-17");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void seesOtherServiceCharactersThatNobodyAnnounced(Feed feed) {
        Reading reading = feed.read(
                (UNB + ORDER + UNZ).replace('+', '"').replace(':', '=').replace('\'', ';'));

        assertThat(reading.codes()).containsExactly(FindingCode.ENVELOPE_MALFORMED);
        assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("PO-17");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void seesLinesThatEndSegmentsThoughNobodyAnnouncedThem(Feed feed) {
        for (String lineEnd : List.of("\n", "\r\n")) {
            Reading reading = feed.read((UNB + ORDER + UNZ).replace("'", lineEnd));

            assertThat(reading.codes()).containsExactly(FindingCode.ENVELOPE_MALFORMED);
            assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("9");
            assertThat(reading.events).contains("ST ORDERS 1 4", "IEA 1/1 905");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void decodesByTheLabelAndFallsBackWhereItLies(Feed feed) {
        byte[] latin = message("UNOC:3", "MÜLLER", StandardCharsets.ISO_8859_1);
        byte[] unicode = message("UNOC:3", "MÜLLER", StandardCharsets.UTF_8);
        byte[] greek = message("UNOF:3", "ΑΘΗΝΑ", java.nio.charset.Charset.forName("ISO-8859-7"));
        byte[] plain = message("UNOA:3", "MÜLLER", StandardCharsets.ISO_8859_1);
        byte[] lowerCase = message("UNOA:3", "Miller", StandardCharsets.ISO_8859_1);
        byte[] yours = message("UNOW:4", "ΑΘΗΝΑ ✓", StandardCharsets.UTF_8);

        assertThat(text(feed, latin)).isEqualTo("MÜLLER []");
        assertThat(text(feed, unicode)).isEqualTo("MÜLLER [CHARACTER_NOT_ALLOWED]");
        assertThat(text(feed, greek)).isEqualTo("ΑΘΗΝΑ []");
        assertThat(text(feed, plain)).isEqualTo("MÜLLER [CHARACTER_NOT_ALLOWED]");
        assertThat(text(feed, lowerCase)).isEqualTo("Miller [CHARACTER_NOT_ALLOWED]");
        assertThat(text(feed, yours)).isEqualTo("ΑΘΗΝΑ ✓ []");
    }

    private static byte[] message(String label, String name, java.nio.charset.Charset charset) {
        String text =
                "UNB+" + label + "+A+B+261001:1200+7'UNH+1+ORDERS:D:96A:UN'NAD+BY+++" + name + "'UNT+3+1'UNZ+1+7'";
        return text.getBytes(charset);
    }

    private static String text(Feed feed, byte[] bytes) {
        Reading reading = feed.read(bytes);
        return reading.sets.get(0).text(1, 4) + " " + reading.codes();
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsWhatTheHeaderLacks(Feed feed) {
        Reading reading = feed.read("UNB+IATA:1++B+269901:1200+7'" + ORDER + "UNZ+1+7'");

        assertThat(reading.events)
                .containsSubsequence("WARNING CODE_NOT_ALLOWED", "ERROR ELEMENT_MISSING", "ERROR DATE_MALFORMED");
        assertThat(feed.read("UNAXX").codes()).containsExactly(FindingCode.NOT_EDI);
        assertThat(feed.read("UNB+UNOC:3+A").codes()).containsExactly(FindingCode.TRUNCATED);
        assertThat(feed.read("UNA:+.? 'BGM+220'").codes()).containsExactly(FindingCode.ENVELOPE_MALFORMED);
        assertThat(feed.read("UNA::.? 'UNB:UNOC:3'").codes()).contains(FindingCode.DELIMITER_UNUSABLE);
        assertThat(feed.read(ORDER).sentences().get(0)).contains("an interchange header (UNB) before the message");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsMessagesBothInAndOutsideOfGroups(Feed feed) {
        Reading reading =
                feed.read(UNB + ORDER + "UNG+ORDERS+S+P+261001:1200+11+UN+D:96A'" + ORDER + "UNE+1+11'UNZ+1+905'");

        assertThat(reading.codes()).containsExactly(FindingCode.GROUPS_MIXED);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void givesUpAMessageThatIsTooLargeAndGoesOn(Feed feed) {
        String large = "UNH+1+ORDERS:D:96A:UN'" + "FTX+AAI+++X?'Y'".repeat(200) + "UNT+202+1'";
        Reading reading = feed.read(
                UNB + large + ORDER.replace("UNH+1", "UNH+2").replace("4+1'", "4+2'") + "UNZ+2+905'",
                ReaderOptions.strict("test.edi").withLargestSet(1000));

        assertThat(reading.events)
                .containsExactly(
                        "ISA 905 BUYER01>SUPPLIER01",
                        "GS  ",
                        "ERROR SET_TOO_LARGE",
                        "ST ORDERS 1 incomplete 1",
                        "ST ORDERS 2 4",
                        "GE 2/2 ",
                        "IEA 2/2 905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void tellsOnlySoManyFindingsButEachRejectedMessage(Feed feed) {
        StringBuilder text = new StringBuilder(UNB);
        for (int i = 1; i <= 50; i++) {
            text.append("UNH+")
                    .append(i)
                    .append("+ORDERS:D:96A:UN''''UNT+9+")
                    .append(i)
                    .append("'");
        }
        ReaderOptions few = new ReaderOptions("test.edi", java.util.Set.of(), 1000, 10);
        Reading reading = feed.read(text + "UNZ+50+905'", few);

        assertThat(reading.findings).hasSizeLessThan(60);
        assertThat(reading.findings.stream()
                        .map(finding -> finding.position().transactionSet())
                        .distinct())
                .hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsOneMessageAgainByItsPlace(Feed feed) {
        byte[] bytes = (UNB + ORDER + UNZ).getBytes(StandardCharsets.ISO_8859_1);
        Reading reading = feed.read(bytes);
        int from = (int) reading.setHeaders.get(0).offset();
        int to = from + ORDER.length();

        SegmentTable again = InterchangeReader.readSet(
                bytes, from, to, 0, io.lading.interchange.Standard.EDIFACT, Delimiters.EDIFACT_DEFAULT, "UNOC:3");

        assertThat(CorpusTest.describe(again)).isEqualTo(CorpusTest.describe(reading.sets.get(0)));
    }
}
