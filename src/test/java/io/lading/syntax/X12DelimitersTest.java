package io.lading.syntax;

import static io.lading.interchange.FindingCode.*;
import static io.lading.syntax.Interchanges.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Severity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Delimiters of all kinds, and headers that do not keep their widths. */
class X12DelimitersTest {
    private static final ReaderOptions TOLERANT = ReaderOptions.tolerant("test.edi");

    @ParameterizedTest
    @EnumSource(Feed.class)
    void takesAnyDelimitersTheHeaderDeclares(Feed feed) {
        String[] terminators = {"\\", "^", "|", "!", "\u0015", "\u001c", "\n", "\r\n", "\r", "\u0085", "\u00a6"};
        for (String terminator : terminators) {
            for (String separator : new String[] {"*", "\u001d", "\t", "+"}) {
                Reading reading = feed.read(WHOLE.replace("~", terminator).replace("*", separator));
                assertThat(reading.findings).as(terminator + separator).isEmpty();
                assertThat(reading.sets.get(0).text(2, 7)).isEqualTo("407858017327");
                assertThat(reading.sets.get(0).text(4, 2)).isEqualTo("0001");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void takesATerminatorOfSeveralBytes(Feed feed) {
        byte[] bytes =
                WHOLE.replace("~", "\u2026\n").replace("PO-17", "PO\u201317").getBytes(StandardCharsets.UTF_8);
        Reading reading = feed.read(bytes);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("PO\u201317");
        assertThat(reading.sets.get(0).segmentText(4)).isEqualTo("SE*5*0001");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void passesOverMarksBlanksAndLineBreaksBetweenSegments(Feed feed) {
        String indented = "\u00ef\u00bb\u00bf\r\n " + WHOLE.replace("~", "~\r\n    \t") + "\r\n\u001a";
        Reading reading = feed.read(indented);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).offset(0)).isEqualTo(indented.indexOf("ST*850"));
        assertThat(reading.sets.get(0).tagText(2)).isEqualTo("PO1");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void keepsBlanksInsideElements(Feed feed) {
        Reading reading = feed.read(WHOLE.replace("PO-17", " PO 17 "));

        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo(" PO 17 ");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void splitsComponentsAndRepetitions(Feed feed) {
        String set = "ST*850*0001~REF*ZZ*A^B:C^*X:~SE*3*0001~";
        SegmentTable table =
                feed.read(isa501("^", ":", "~") + GS + set + GE + IEA).sets.get(0);

        assertThat(table.text(1, 2, 2, 2)).isEqualTo("C");
        assertThat(table.token(1, 2, 3, 1)).isPositive();
        assertThat(table.text(1, 2, 3, 1)).isEmpty();
        assertThat(table.token(1, 3, 1, 2)).isPositive();
        assertThat(table.elementCount(1)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void neverTakesTheLetterUAsARepetitionSeparator(Feed feed) {
        Reading reading = feed.read(isa501("U", ">", "~") + GS + SET.replace("PO-17", "AUTUMN") + GE + IEA);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.interchanges.get(0).delimiters().repetition()).isEqualTo(Delimiters.NONE);
        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("AUTUMN");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void hasNoRepetitionsBeforeVersion00402(Feed feed) {
        Reading reading = feed.read(WHOLE.replace("*U*00401", "*^*00401").replace("PO-17", "PO^17"));

        assertThat(reading.sets.get(0).text(1, 3)).isEqualTo("PO^17");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsAnUnpaddedHeaderButReportsIt(Feed feed) {
        String text = WHOLE.replace("BUYER01        ", "BUYER01").replace("          ", "");
        Reading strict = feed.read(text);
        Reading tolerant = feed.read(text, TOLERANT);

        assertThat(strict.codes()).containsExactly(ENVELOPE_MALFORMED);
        assertThat(strict.findings.get(0).position().element()).isEqualTo(2);
        assertThat(strict.findings.get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(tolerant.findings.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(strict.events).contains("ISA 000000905 BUYER01>SUPPLIER01", "ST 850 0001 5");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void findsTheTerminatorWhereTheComponentSeparatorWasLeftOut(Feed feed) {
        for (String lineBreak : new String[] {"", "\n", "\r\n"}) {
            Reading reading = feed.read(WHOLE.replace("*P*>~", "*P*~").replace("~", "~" + lineBreak));
            assertThat(reading.codes()).containsExactly(ENVELOPE_MALFORMED);
            assertThat(reading.findings.get(0).position().element()).isEqualTo(16);
            assertThat(reading.events).contains("ST 850 0001 5", "IEA 1/1 000000905");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsDelimitersThatCannotBeToldApart(Feed feed) {
        for (String component : new String[] {"A", "7", " ", "*"}) {
            Reading reading = feed.read(WHOLE.replace("*P*>~", "*P*" + component + "~"));
            assertThat(reading.codes()).as(component).containsExactly(DELIMITER_UNUSABLE);
            assertThat(reading.events).contains("ST 850 0001 5");
            assertThat(reading.interchanges.get(0).delimiters().component()).isEqualTo(Delimiters.NONE);
        }
        assertThat(feed.read(isa501(">", ">", "~") + GS + SET + GE + IEA).codes())
                .containsExactly(DELIMITER_UNUSABLE);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void givesUpAnInterchangeWhoseTerminatorIsALetter(Feed feed) {
        Reading reading = feed.read(WHOLE.replace('~', 'Z') + WHOLE);

        assertThat(reading.codes()).contains(DELIMITER_UNUSABLE);
        assertThat(reading.events)
                .startsWith("ISA 000000905 BUYER01>SUPPLIER01")
                .contains("IEA missing");
        assertThat(reading.sets).as("those of the second interchange").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void knowsAHeaderWhoseElementSeparatorIsALetter(Feed feed) {
        Reading reading = feed.read(ISA.replace('*', 'X'));

        assertThat(reading.codes()).containsExactly(DELIMITER_UNUSABLE);
        assertThat(reading.interchanges.get(0).controlNumber()).isEqualTo("000000905");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void refusesAHeaderOfTooFewElements(Feed feed) {
        Reading reading = feed.read(WHOLE.replace("*U*00401", ""));

        assertThat(reading.codes()).containsExactly(ENVELOPE_MALFORMED);
        assertThat(reading.interchanges).isEmpty();
        assertThat(reading.findings.get(0).found()).startsWith("14 elements: ISA*00");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsBinarySegmentsByTheirLength(Feed feed) {
        String set = "ST*841*0001~BIN*11*a~b*c\n~SE*9~BDS*ASC*5*~ST*~~SE*4*0001~";
        Reading reading = feed.read(ISA + GS + set + GE + IEA);

        assertThat(reading.findings).isEmpty();
        assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("a~b*c\n~SE*9");
        assertThat(reading.sets.get(0).text(2, 3)).isEqualTo("~ST*~");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void readsABinarySegmentOfAWrongLengthAsText(Feed feed) {
        for (String length : new String[] {"7", "x"}) {
            Reading reading =
                    feed.read(ISA + GS + "ST*841*0001~BIN*" + length + "*abc~BEG*00*SA~SE*4*0001~" + GE + IEA);
            assertThat(reading.codes()).containsExactly(NUMBER_MALFORMED);
            assertThat(reading.findings.get(0).position().segment()).isEqualTo("BIN");
            assertThat(reading.sets.get(0).text(1, 2)).isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void decodesUtf8WhereItIsAndLatin1ElseWhere(Feed feed) {
        String text = WHOLE.replace("PO-17", "M\u00dcLLER");

        assertThat(feed.read(text.getBytes(StandardCharsets.UTF_8)).sets.get(0).text(1, 3))
                .isEqualTo("M\u00dcLLER");
        assertThat(feed.read(text.getBytes(StandardCharsets.ISO_8859_1))
                        .sets
                        .get(0)
                        .text(1, 3))
                .isEqualTo("M\u00dcLLER");
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void reportsEmptySegments(Feed feed) {
        Reading reading = feed.read(ISA + GS + SET.replace("CTT", "~CTT") + GE + IEA);

        assertThat(reading.codes()).containsExactly(SEGMENT_EMPTY);
        assertThat(reading.findings.get(0).position().segmentOrdinal()).isEqualTo(4);
        assertThat(reading.sets.get(0).segmentCount()).isEqualTo(5);
    }
}
