package io.lading.syntax;

import static io.lading.interchange.FindingCode.*;
import static io.lading.syntax.Interchanges.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Usage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Headers, trailers, counts and numbers. */
class X12EnvelopeTest {

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsAWholeInterchangeWithoutFindings(Feed feed) {
        Reading reading = feed.read(WHOLE);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.events)
                .containsExactly(
                        "ISA 000000905 BUYER01>SUPPLIER01",
                        "GS PO 7",
                        "ST 850 0001 5",
                        "GE 1/1 7",
                        "IEA 1/1 000000905");
        assertThat(reading.interchanges.get(0).usage()).isEqualTo(Usage.PRODUCTION);
        assertThat(reading.groups.get(0).release()).isEqualTo("004010");
        assertThat(reading.setHeaders.get(0).release()).isEqualTo("004010");
        SegmentTable set = reading.sets.get(0);
        assertThat(set.text(2, 7)).isEqualTo("407858017327");
        assertThat(set.isPresent(2, 5)).isFalse();
        assertThat(set.offset(2)).isEqualTo(WHOLE.indexOf("PO1"));
        assertThat(set.tokenOffset(set.token(1, 3))).isEqualTo(WHOLE.indexOf("PO-17"));
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsTheSegmentCountTheTrailerShouldHaveCarried(Feed feed) {
        String text = ISA + GS + SET.replace("SE*5", "SE*9") + GE + IEA;
        Finding finding = only(feed, text, SEGMENT_COUNT_WRONG);

        assertThat(finding.expected()).isEqualTo("5");
        assertThat(finding.found()).isEqualTo("9");
        assertThat(finding.position())
                .hasToString("test.edi · interchange 000000905 · transaction set 0001 (850) · segment 5 SE"
                        + " · element 1 (segment count) · byte " + (text.indexOf("SE*9") + 3));
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void comparesControlNumbersOfHeadersAndTrailers(Feed feed) {
        assertThat(only(feed, ISA + GS + SET.replace("SE*5*0001", "SE*5*0002") + GE + IEA, SET_CONTROL_NUMBER_MISMATCH)
                        .expected())
                .isEqualTo("0001");
        assertThat(only(feed, ISA + GS + SET + "GE*1*8~" + IEA, GROUP_CONTROL_NUMBER_MISMATCH)
                        .found())
                .isEqualTo("8");
        assertThat(only(feed, ISA + GS + SET + GE + "IEA*1*000000906~", INTERCHANGE_CONTROL_NUMBER_MISMATCH)
                        .position()
                        .element())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void warnsOnlyOfTheSameNumberWithOtherLeadingZeros(Feed feed) {
        Finding finding = only(feed, ISA + GS + SET + GE + "IEA*1*905~", CONTROL_NUMBER_MALFORMED);

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void comparesTheCountsOfGroupsAndSets(Feed feed) {
        assertThat(only(feed, ISA + GS + SET + "GE*2*7~" + IEA, SET_COUNT_WRONG).expected())
                .isEqualTo("1");
        assertThat(only(feed, ISA + GS + SET + GE + "IEA*3*000000905~", GROUP_COUNT_WRONG)
                        .found())
                .isEqualTo("3");
        assertThat(only(feed, ISA + GS + SET + "GE*ONE*7~" + IEA, SET_COUNT_WRONG)
                        .found())
                .isEqualTo("ONE");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void handsOverASetWithoutTrailerAsIncomplete(Feed feed) {
        Reading reading = feed.read(ISA + GS + SET.replace("SE*5*0001~", "") + GE + IEA);

        assertThat(reading.events)
                .containsExactly(
                        "ISA 000000905 BUYER01>SUPPLIER01",
                        "GS PO 7",
                        "ERROR SET_TRAILER_MISSING",
                        "ST 850 0001 incomplete 4",
                        "GE 1/1 7",
                        "IEA 1/1 000000905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsTheNextSetAfterOneWithoutTrailer(Feed feed) {
        Reading reading = feed.read(
                ISA + GS + "ST*850*0001~BEG*00*SA*PO-17**20261001~" + SET.replace("0001", "0002") + "GE*2*7~" + IEA);

        assertThat(reading.codes()).containsExactly(SET_TRAILER_MISSING);
        assertThat(reading.findings.get(0).position().transactionSet()).isEqualTo("0001");
        assertThat(reading.events).contains("ST 850 0001 incomplete 2", "ST 850 0002 5", "GE 2/2 7");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void closesAGroupWithoutTrailer(Feed feed) {
        Reading reading = feed.read(ISA + GS + SET + GS.replace("*7*", "*8*") + SET + "GE*1*8~IEA*2*000000905~");

        assertThat(reading.codes()).containsExactly(GROUP_TRAILER_MISSING);
        assertThat(reading.findings.get(0).position().group()).isEqualTo("7");
        assertThat(reading.events).containsSubsequence("GS PO 7", "GE missing", "GS PO 8", "GE 1/1 8");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void closesAnInterchangeThatTheNextOneInterrupts(Feed feed) {
        String other = WHOLE.replace('*', '|').replace('~', '\n').replace("905", "906");
        Reading reading = feed.read(ISA + GS + SET + GE + other);

        assertThat(reading.codes()).containsExactly(INTERCHANGE_TRAILER_MISSING);
        assertThat(reading.events)
                .containsSubsequence("IEA missing", "ISA 000000906 BUYER01>SUPPLIER01", "IEA 1/1 000000906");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void closesAllThatIsOpenWhenTheNextInterchangeComesInTheMiddleOfASet(Feed feed) {
        Reading reading = feed.read(ISA + GS + "ST*850*0001~BEG*00*SA*PO-17**20261001~" + WHOLE);

        assertThat(reading.codes())
                .containsExactly(SET_TRAILER_MISSING, GROUP_TRAILER_MISSING, INTERCHANGE_TRAILER_MISSING);
        assertThat(reading.interchanges).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void saysWhereATruncatedFileEnds(Feed feed) {
        String text = ISA + GS + "ST*850*0001~BEG*00*SA*PO-17**20261001~PO1*1*10*E";
        Reading reading = feed.read(text);

        assertThat(reading.events)
                .containsExactly(
                        "ISA 000000905 BUYER01>SUPPLIER01",
                        "GS PO 7",
                        "ERROR TRUNCATED",
                        "ST 850 0001 incomplete 2",
                        "GE missing",
                        "IEA missing");
        assertThat(reading.findings.get(0).position().offset()).isEqualTo(text.length());
        assertThat(reading.findings.get(0).position().segment()).isEqualTo("BEG");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void acceptsAMissingLastTerminator(Feed feed) {
        for (String end : new String[] {"IEA*1*000000905", "IEA*1*000000905\r\n", "IEA*1*000000905 \u001a"}) {
            Reading reading = feed.read(ISA + GS + SET + GE + end);
            assertThat(reading.findings).as(end).isEmpty();
            assertThat(reading.events).endsWith("IEA 1/1 000000905");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void findsNumbersThatWereUsedBefore(Feed feed) {
        assertThat(only(feed, ISA + GS + SET + SET + "GE*2*7~" + IEA, DUPLICATE_SET)
                        .position()
                        .transactionSet())
                .isEqualTo("0001");
        assertThat(only(feed, ISA + GS + SET + GE + GS + SET + GE + "IEA*2*000000905~", DUPLICATE_GROUP)
                        .found())
                .isEqualTo("7");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void countsGroupNumbersApartForEachFunction(Feed feed) {
        String change = GS.replace("GS*PO", "GS*PC") + SET.replace("*850*", "*860*") + GE;

        assertThat(feed.read(ISA + GS + SET + GE + change + "IEA*2*000000905~").findings)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void handsOverInterchangeAcknowledgements(Feed feed) {
        Reading reading = feed.read(
                ISA + "TA1*000000017*261001*1159*A*000~TA1*000000018*261001*1159*R*023~" + "IEA*0*000000905~");

        assertThat(reading.findings).isEmpty();
        assertThat(reading.acknowledgements).hasSize(2);
        assertThat(reading.acknowledgements.get(1).text(0, 5)).isEqualTo("023");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsWhatHasNoPlaceBetweenSetsOncePerRun(Feed feed) {
        Finding finding = only(feed, ISA + GS + "XXX*1~YYY*2~" + SET + GE + IEA, SEGMENT_UNEXPECTED);

        assertThat(finding.position().segment()).isEqualTo("XXX");
        assertThat(finding.position().segmentOrdinal()).isEqualTo(3);
        assertThat(only(feed, ISA + GS + SET + "SE*5*0001~" + GE + IEA, SEGMENT_UNEXPECTED)
                        .found())
                .isEqualTo("SE*5*0001");
        assertThat(only(feed, ISA + GS + SET + GE + GE + IEA, SEGMENT_UNEXPECTED)
                        .found())
                .isEqualTo("GE*1*7");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsSetsWithoutAGroupUnderAnErrorOfTheInterchange(Feed feed) {
        Reading reading = feed.read(ISA + SET + "IEA*0*000000905~");

        assertThat(reading.codes()).containsExactly(GROUP_HEADER_MALFORMED);
        assertThat(reading.events).containsSubsequence("GS  ", "ST 850 0001 5", "GE missing", "IEA 0/0 000000905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void checksGroupAndSetHeaders(Feed feed) {
        assertThat(only(feed, ISA + GS.replace("*004010", "") + SET + GE + IEA, GROUP_HEADER_MALFORMED)
                        .position()
                        .element())
                .isEqualTo(8);
        assertThat(only(feed, ISA + GS.replace("*7*", "*SEVEN*") + SET + "GE*1*SEVEN~" + IEA, CONTROL_NUMBER_MALFORMED)
                        .found())
                .isEqualTo("SEVEN");
        assertThat(only(feed, ISA + GS + SET.replace("0001", "1") + GE + IEA, CONTROL_NUMBER_MALFORMED)
                        .position()
                        .transactionSet())
                .isEqualTo("1");
        assertThat(only(feed, ISA + GS + SET.replace("ST*850", "ST*85O") + GE + IEA, SET_HEADER_MALFORMED)
                        .found())
                .isEqualTo("85O");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void checksTheValuesOfTheInterchangeHeader(Feed feed) {
        assertThat(only(feed, WHOLE.replace("*000000905*", "*00000905A*"), CONTROL_NUMBER_MALFORMED, 13)
                        .found())
                .isEqualTo("00000905A");
        assertThat(only(feed, WHOLE.replace("*0*P*", "*2*P*"), CODE_NOT_ALLOWED, 14)
                        .expected())
                .isEqualTo("0 or 1");
        assertThat(only(feed, WHOLE.replace("*0*P*", "*0*X*"), CODE_NOT_ALLOWED, 15)
                        .found())
                .isEqualTo("X");
        assertThat(only(feed, WHOLE.replace("*261001*", "*261301*"), DATE_MALFORMED, 9)
                        .found())
                .isEqualTo("261301");
        assertThat(only(feed, WHOLE.replace("*1200*U", "*2500*U"), TIME_MALFORMED, 10)
                        .found())
                .isEqualTo("2500");
        assertThat(only(feed, WHOLE.replace("*00401*", "*0040X*"), VERSION_NOT_SUPPORTED, 12)
                        .severity())
                .isEqualTo(Severity.ERROR);
        assertThat(only(feed, WHOLE.replace("*00401*", "*04010*"), VERSION_NOT_SUPPORTED, 12)
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    private static Finding only(Feed feed, String text, FindingCode code, int element) {
        Finding finding = feed.read(text).findings.get(0);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.position().segment()).isEqualTo("ISA");
        assertThat(finding.position().element()).isEqualTo(element);
        return finding;
    }

    private static Finding only(Feed feed, String text, FindingCode code) {
        Reading reading = feed.read(text);
        assertThat(reading.codes()).as(reading.sentences().toString()).containsExactly(code);
        return reading.findings.get(0);
    }
}
