package io.lading.syntax;

import static io.lading.interchange.FindingCode.*;
import static io.lading.syntax.Interchanges.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What real files do against the book or on its edge, one test each, whole and in pieces; the details of each stand in the
 * tests of its standard beside this one.
 */
class RealFilesTest {
    private static final String UNB = "UNB+UNOC:3+A+B+261001:1200+1'";
    private static final String MESSAGE = "UNH+1+ORDERS:D:96A:UN'BGM+220+PO-17+9'UNT+3+1'";
    private static final String UNZ = "UNZ+1+1'";

    private static ReaderOptions tolerating(Tolerance tolerance) {
        return ReaderOptions.strict("test.edi").tolerating(EnumSet.of(tolerance));
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap1AByteOrderMarkAndBlanksStandBeforeTheHeader(Feed feed) {
        for (String text : new String[] {WHOLE, UNB + MESSAGE + UNZ}) {
            Reading reading = feed.read("\u00ef\u00bb\u00bf \r\n" + text);

            assertThat(reading.findings).isEmpty();
            assertThat(reading.interchanges.get(0).offset()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap2TheReleaseIsTheGroupsAndNotTheEnvelopes(Feed feed) {
        Reading reading = feed.read(WHOLE.replace("*00401*", "*00204*"));

        assertThat(reading.findings).isEmpty();
        assertThat(reading.setHeaders.get(0).release()).isEqualTo("004010");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap3AnUnpaddedHeaderIsReadAndIsAnErrorUnlessTolerated(Feed feed) {
        String text = WHOLE.replace("BUYER01        ", "BUYER01");

        Reading strict = feed.read(text);
        assertThat(strict.findings).isNotEmpty().allMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(strict.sets).hasSize(1);
        assertThat(feed.read(text, tolerating(Tolerance.HEADERS)).findings)
                .isNotEmpty()
                .allMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap4AnyTerminatorEndsSegmentsAndTheLastMayBeMissing(Feed feed) {
        for (String terminator :
                new String[] {"\n", "\r\n", "\\", "^", "|", "!", "\u0015", "\u001d", "\u00e2\u0080\u00a6"}) {
            String text = WHOLE.replace("~", terminator);

            assertThat(feed.read(text).findings).as(terminator).isEmpty();
            Reading unfinished = feed.read(text.substring(0, text.length() - terminator.length()));
            assertThat(unfinished.findings).as(terminator).isEmpty();
            assertThat(unfinished.sets).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap5LinesAndIndentationBetweenSegmentsAreNoData(Feed feed) {
        Reading reading = feed.read(WHOLE.replace("~", "~\r\n      ").replace("*PO-17*", "*PO 17 *"));

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("PO 17 ");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap6TheLetterUSeparatesNoRepetitions(Feed feed) {
        String text = isa501("U", ">", "~") + GS.replace("004010", "005010") + SET.replace("PO-17", "PUMP") + GE + IEA;

        assertThat(feed.read(text).sets.get(0).text(1, 3)).isEqualTo("PUMP");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap7WrongCountsAndReferencesAreErrorsUnlessTolerated(Feed feed) {
        String count = WHOLE.replace("SE*5*", "SE*6*");
        String reference = UNB + MESSAGE.replace("UNT+3+1", "UNT+3+2") + UNZ;

        assertThat(feed.read(count).codes()).containsExactly(SEGMENT_COUNT_WRONG);
        assertThat(feed.read(reference).codes()).containsExactly(SET_CONTROL_NUMBER_MISMATCH);
        assertThat(feed.read(count, tolerating(Tolerance.COUNTS)).findings)
                .allMatch(finding -> finding.severity() == Severity.WARNING);
        assertThat(feed.read(reference, tolerating(Tolerance.REFERENCES)).findings)
                .allMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap8SeveralInterchangesOfBothStandardsAndGroupsOfOneStandInOneFile(Feed feed) {
        String groups = ISA
                + GS
                + SET
                + GE
                + GS.replace("*7*X", "*8*X")
                + SET
                + GE.replace("*7~", "*8~")
                + IEA.replace("IEA*1*", "IEA*2*");
        Reading reading = feed.read(groups + UNB + MESSAGE + UNZ + ISA + GS + SET + GE + WHOLE);

        assertThat(reading.interchanges).hasSize(4);
        assertThat(reading.sets).hasSize(5);
        assertThat(reading.events).contains("IEA missing");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap9TheServiceStringHoldsWhateverItSaysAndALineBreakMayFollow(Feed feed) {
        String text = "UNA=*.? ~\r\n"
                + (UNB + MESSAGE + UNZ).replace(':', '=').replace('+', '*').replace('\'', '~');
        Reading reading = feed.read(text);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("PO-17");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap10ALyingCharacterSetIsReadAsWhatItIsAndWarnedOf(Feed feed) {
        String text = UNB.replace("UNOC", "UNOA") + MESSAGE.replace("PO-17", "M\u00fcller") + UNZ;

        for (byte[] bytes :
                new byte[][] {text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.ISO_8859_1)}) {
            Reading reading = feed.read(bytes);
            assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("M\u00fcller");
            assertThat(reading.codes()).containsOnly(CHARACTER_NOT_ALLOWED);
            assertThat(feed.read(bytes, tolerating(Tolerance.CHARACTERS)).findings)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap11AnUnknownSyntaxIdentifierIsWarnedOfAndRead(Feed feed) {
        for (String identifier : new String[] {"IATA:1", "UNOD", "UNOW:4::7"}) {
            Reading reading =
                    feed.read(UNB.replace("UNOC:3", identifier).replace("261001:", "20261001:") + MESSAGE + UNZ);

            assertThat(reading.sets).as(identifier).hasSize(1);
            assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("PO-17");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap12AMessagesVersionIsWhatItsHeaderSaysAndNotAlwaysD(Feed feed) {
        Reading reading = feed.read(UNB + MESSAGE.replace("ORDERS:D:96A:UN", "PAORES:93:1:IA") + UNZ);

        assertThat(reading.setHeaders.get(0).type()).isEqualTo("PAORES");
        assertThat(reading.setHeaders.get(0).release()).isEqualTo("93.1");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap13TheTypeIsTakenFromTheContentWhateverTheFileIsCalled(Feed feed) {
        Reading reading = feed.read(WHOLE, ReaderOptions.strict("ORDRSP-D01B-810.edi"));

        assertThat(reading.setHeaders.get(0).type()).isEqualTo("850");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap14APlaceholderIsAValueLikeAnyOther(Feed feed) {
        Reading reading = feed.read(UNB + MESSAGE.replace("UNT+3", "LIN+1++empty:SRV'UNT+4") + UNZ);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(2, 3)).isEqualTo("empty");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap15TradacomsIsToldToBeNoneOfOurSyntaxes(Feed feed) {
        Reading reading = feed.read("STX=ANA:1+5000000000000:A+5010000000000:B+261001:120000+1++ORDHDR'"
                + "MHD=1+ORDHDR:9'TYP=0430'MTR=3'END=1'");

        assertThat(reading.events).containsExactly("ERROR NOT_EDI");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap16ABareSetIsRefusedWithWhatIsMissing(Feed feed) {
        Reading reading = feed.read(SET);

        assertThat(reading.codes()).containsExactly(NOT_EDI);
        assertThat(reading.findings.get(0).expected()).contains("ISA");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap17BinaryDataMayHoldTheTerminator(Feed feed) {
        Reading reading = feed.read(ISA + GS + "ST*850*0001~BIN*9*ab~SE*1*0~SE*3*0001~" + GE + IEA);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("ab~SE*1*0");
    }

    /** standards: line breaks in the midst of segments, from programs that know lines of 80 characters only. */
    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap18LinesCutAtEightyColumnsAreJoinedAndAreAnErrorUnlessTolerated(Feed feed) {
        Reading plain = feed.read(WHOLE + WHOLE.replace("905", "906"));
        for (String lineBreak : new String[] {"\n", "\r\n"}) {
            String text = wrapped(WHOLE + WHOLE.replace("905", "906"), 80, lineBreak);

            Reading strict = feed.read(text);
            Reading tolerant = feed.read(text, tolerating(Tolerance.LINES));

            assertThat(strict.codes()).containsOnly(LINES_WRAPPED).hasSize(2);
            assertThat(strict.findings.get(0).sentence())
                    .contains("lines wrapped at 80 columns")
                    .contains("`tolerant: true`");
            assertThat(strict.findings).allMatch(finding -> finding.severity() == Severity.ERROR);
            assertThat(tolerant.findings).hasSize(2).allMatch(finding -> finding.severity() == Severity.WARNING);
            assertThat(texts(tolerant)).isEqualTo(texts(plain));
        }
    }

    /** Whatever is wrong in a header, its place is that of the value among the bytes as they came. */
    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap18PlacesInACutHeaderAreThoseOfTheBytesReceived(Feed feed) {
        String dateIsWrong = WHOLE.replace("*261001*1200*U*", "*269901*9900*U*");
        assertThat(dateIsWrong).isNotEqualTo(WHOLE);
        for (int width = 5; width < 105; width++) {
            for (String lineBreak : new String[] {"\n", "\r\n"}) {
                String text = wrapped(dateIsWrong + WHOLE.replace("905", "906"), width, lineBreak);

                Reading reading = feed.read(text, tolerating(Tolerance.LINES));

                assertThat(reading.findings)
                        .as("width %s", width)
                        .filteredOn(finding -> finding.code() == DATE_MALFORMED || finding.code() == TIME_MALFORMED)
                        .extracting(finding -> finding.position().offset())
                        .containsExactly((long) received(dateIsWrong.indexOf("269901"), width, lineBreak), (long)
                                received(dateIsWrong.indexOf("9900*U"), width, lineBreak));
                assertThat(reading.findings)
                        .as("width %s", width)
                        .filteredOn(finding -> finding.code() == LINES_WRAPPED)
                        .extracting(finding -> finding.position().offset())
                        .containsExactly(0L, (long) received(dateIsWrong.length(), width, lineBreak));
            }
        }
    }

    /** Where a byte stands once lines were cut. */
    private static int received(int index, int width, String lineBreak) {
        return index + index / width * lineBreak.length();
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void trap18LinesOfAnyWidthThatCutTheHeaderAreJoined(Feed feed) {
        Reading plain = feed.read(WHOLE + WHOLE.replace("905", "906"));
        for (int width = 1; width < 105; width++) {
            Reading reading =
                    feed.read(wrapped(WHOLE + WHOLE.replace("905", "906"), width, "\r\n"), tolerating(Tolerance.LINES));

            assertThat(reading.codes()).as("width %s", width).containsOnly(LINES_WRAPPED);
            assertThat(texts(reading)).as("width %s", width).isEqualTo(texts(plain));
            assertThat(reading.events)
                    .filteredOn(event -> event.contains("missing"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void aLineBreakInAValueIsDataWhereTheHeaderIsWhole(Feed feed) {
        Reading reading = feed.read(WHOLE.replace("PO-17", "PO\n17"));

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("PO\n17");
    }

    private static String wrapped(String text, int width, String lineBreak) {
        StringBuilder lines = new StringBuilder();
        for (int from = 0; from < text.length(); from += width) {
            lines.append(text, from, Math.min(text.length(), from + width)).append(lineBreak);
        }
        return lines.toString();
    }

    /** All values of all sets. */
    private static List<String> texts(Reading reading) {
        List<String> texts = new ArrayList<>();
        for (SegmentTable set : reading.sets) {
            for (int segment = 0; segment < set.segmentCount(); segment++) {
                texts.add(set.tagText(segment));
                for (int token = set.tokensBegin(segment); token < set.tokensEnd(segment); token++) {
                    texts.add(set.text(token));
                }
            }
        }
        return texts;
    }
}
