package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.InterchangeExaminer.SchemaChoice;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.validation.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault has one finding, the code that the standard has for it, and words that fit it. */
class AnswerCodesTest {
    private static final String ORDER = """
            ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*1200*U*00401*000000905*0*P*>~
            GS*PO*BUYER01*SUPPLIER01*20261001*1200*905*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            PO1*1*85*EA*9.95**UP*012345678905~
            CTT*1~
            SE*5*0001~
            GE*1*905~
            IEA*1*000000905~
            """;
    private static final String MESSAGE = """
            UNB+UNOC:3+BUYER01:14+SUPPLIER01:14+261001:1200+905'
            UNH+1+ORDERS:D:96A:UN'
            BGM+220+PO-17+9'
            DTM+137:20261001:102'
            NAD+BY+4012345000009::9'
            LIN+1++4078580173274:EN'
            QTY+21:85'
            UNS+S'
            CNT+2:1'
            UNT+9+1'
            UNZ+1+905'
            """;

    private final List<Finding> findings = new ArrayList<>();
    private final StringBuilder answer = new StringBuilder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*X*004010~            | *X*004030VICS~                  | AK9*R*1*1*0*2~",
                "*X*004010~            | *Q*004010~                      | AK9*R*1*1*0*2~",
                "CTT*1~                | CLM*1~                          | AK3*CLM*4**6~",
                "CTT*1~                | BIG*20261001*1~                 | AK3*BIG*4**6~",
                "CTT*1~                | ZZQ*1~                          | AK3*ZZQ*4**1~",
                "BEG*00*               | BEG*Q9*                         | AK4*1*353*7*Q9~",
                "*ZZ*BUYER01 *         | *Q9*BUYER01 *                   | TA1*000000905*261001*1200*R*005~",
                "*ZZ*SUPPLIER01 *      | *Q9*SUPPLIER01 *                | TA1*000000905*261001*1200*R*007~",
            })
    void saysInX12WhatIsWrongByTheCodeForIt(String good, String bad, String expected) {
        String wide = good.replace("BUYER01 ", "BUYER01        ").replace("SUPPLIER01 ", "SUPPLIER01     ");
        examine(ORDER.replace(
                wide, bad.replace("BUYER01 ", "BUYER01        ").replace("SUPPLIER01 ", "SUPPLIER01     ")));

        assertThat(answer.toString()).contains(expected);
        assertThat(findings).hasSize(1);
    }

    @Test
    void aNumberUsedTwiceHasACodeOfItsOwnSince004010() {
        String set = ORDER.substring(ORDER.indexOf("ST*"), ORDER.indexOf("GE*"));
        String twice = ORDER.replace(set, set + set).replace("GE*1*", "GE*2*");

        examine(twice);
        assertThat(answer.toString()).contains("AK5*R*23~");

        answer.setLength(0);
        examine(twice.replace("*X*004010~", "*X*003070~"));
        assertThat(answer.toString()).doesNotContain("*23~");
    }

    @Test
    void datesOfSixDigitsMissTheCenturyFrom004010On() {
        examine(ORDER.replace("SUPPLIER01*20261001*", "SUPPLIER01*261001*"));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.position().segment()).isEqualTo("GS");
            assertThat(finding.message())
                    .contains("expected a date as CCYYMMDD")
                    .contains("century is missing");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TA1*000000659*110922*0512*A*000~   | ''",
                "TA1*000000659*111399*2560*R*014~   | ''",
                "TA1*0659*110922*0512*A*000~        | 1",
                "TA1*000000659*20110922*0512*A*000~ | 2",
                "TA1*000000659*110922*512*A*000~    | 3",
                "TA1*000000659*110922*0512*Q*000~   | 4",
                "TA1*000000659*110922*0512*A*032~   | 5",
                "TA1*000000659*110922*0512*A~       | 5",
            })
    void whatATa1SaysIsCheckedAndNeverAnswered(String segment, String element) {
        String isa = ORDER.substring(0, ORDER.indexOf('\n') + 1);
        examine(isa.replace("*0*P*", "*1*P*") + segment + "\nIEA*0*000000905~\n");

        assertThat(findings)
                .extracting(finding -> String.valueOf(finding.position().element()))
                .containsExactly(element.isEmpty() ? new String[0] : new String[] {element});
        assertThat(answer.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QTY+21:85'  | QTY+21:8O' | UCD+37+2:2'",
                "UNT+9+1'    | ''         | UCM+1+ORDERS:D:96A:UN+4+13+UNT'",
                "UNZ+1+905'  | ''         | +4+13+UNZ'",
                ":D:96A:     | :0:96A:    | UCM+1+ORDERS:0:96A:UN+4+14+UNH+3:2'",
                ":D:96A:     | :D:99B:    | UCM+1+ORDERS:D:99B:UN+4+14+UNH+3:2'",
            })
    void saysInEdifactWhatIsWrongByCodePlaceAndSegment(String good, String bad, String expected) {
        examine(MESSAGE.replace(good, bad));

        assertThat(answer.toString().replace("~", "'").replace('*', '+').replace(":+", "+"))
                .contains(expected);
        assertThat(findings).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"IEA*1*000000906~,ISA", "GE*1*905~,GS", "SE*5*0001~,ST"})
    void aTrailerThatEndsNothingIsAnError(String stray, String header) {
        examine(ORDER + stray + "\n");

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("(" + header + ") before its trailer, found \"" + stray));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*X*004010~          | *X*004030VICS~      | a release with schemas: 004010, 005010 | 004030VICS | mappings/schemas/x12",
                "*20260612~          | *260612~            | a date as CCYYMMDD                     | 260612     | 20260612 for 260612",
                "*20260612~          | *20261399~          | a date as CCYYMMDD                     | 20261399   | in the order year, month, day",
                "CTT*1~              | CTT*1.0~            | a whole number                         | 1.0        | leave out the decimal mark",
                "CTT*1~              | CTT*O~              | a whole number                         | O          | letter typed in place of a digit",
                "IEA*1*              | IEA*2*              | 1                                      | 2          | counts other groups than were sent",
            })
    void adviceFitsTheFaultInX12(String good, String bad, String expected, String found, String advice) {
        examine(ORDER.replace(good, bad));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.message()).startsWith("expected " + expected + ", found \"" + found + "\"");
            assertThat(finding.advice()).contains(advice);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":D:96A:            | :0:96A:            | the version being the letter D | correct the version and release in UNH",
                ":D:96A:            | :D:99B:            | a directory with schemas: D.01B | schema import edifact-schemas-2.0.0-d99b.jar",
                "ORDERS:D:96A       | IFTMIN:D:96A       | a message with a schema in release D.96A | --message IFTMIN edifact-schemas-2.0.0-d96a.jar",
                ":20261001:102      | :351226:2          | a date as DDMMYY | in the order day, month, year",
                "+261001:1200       | +:1200             | a date as YYMMDD, found nothing | fill the date",
                "UNZ+1+             | UNZ+2+             | 1, found \"2\" | counts other messages than were sent",
            })
    void adviceFitsTheFaultInEdifact(String good, String bad, String expected, String advice) {
        examine(MESSAGE.replace(good, bad));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains(expected);
            assertThat(finding.advice()).contains(advice);
        });
    }

    private void examine(String text) {
        findings.clear();
        InterchangeExaminer examiner = new InterchangeExaminer("in.edi", new EverySchema(), this::take);
        InterchangeReader.read(text.getBytes(StandardCharsets.ISO_8859_1), ReaderOptions.strict("in.edi"), examiner);
        findings.addAll(examiner.findingsOutside());
    }

    private void take(InterchangeOutcome outcome) {
        findings.addAll(outcome.findings());
        InterchangeDecision decision = Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL);
        TextSink sink = new TextSink();
        boolean edifact = outcome.header().standard() == Standard.EDIFACT;
        if (decision.acknowledged() && edifact) {
            SyntaxReport.write(decision, sink);
        } else if (decision.acknowledged()) {
            InterchangeAcknowledgement.of(decision).write(sink);
        }
        for (GroupDecision group : decision.groups()) {
            findings.addAll(group.outcome().findings());
            group.sets().forEach(set -> findings.addAll(set.outcome().findings()));
            if (group.acknowledged()) {
                FunctionalAcknowledgement.write(group, Delimiters.X12_USUAL, sink);
            }
        }
        answer.append(sink);
    }

    private static final class EverySchema implements SchemaChoice {
        @Override
        public @Nullable Schema schemaFor(InterchangeHeader interchange, GroupHeader group, SetHeader set) {
            return Schemas.catalog()
                    .find(interchange.standard(), set.release(), set.type())
                    .orElse(null);
        }

        @Override
        public Optional<SchemaCatalog> catalog() {
            return Optional.of(Schemas.catalog());
        }
    }
}
