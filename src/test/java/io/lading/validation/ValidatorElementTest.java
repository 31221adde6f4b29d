package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Presence, type, length, codes and relational conditions of elements. Each text is one segment of an order line. */
class ValidatorElementTest {

    @Test
    void saysWhereAMandatoryElementShouldHaveStood() {
        assertThat(line("REF**6679~"))
                .containsExactly("4 REF/1 (reference kind) byte 62: ELEMENT_MISSING expected reference kind");
    }

    @Test
    void reportsEveryMandatoryElementThatIsMissing() {
        assertThat(header("BEG*00**PO-17~"))
                .containsExactly(
                        "2 BEG/2 (order kind) byte 19: ELEMENT_MISSING expected order kind",
                        "2 BEG/5 (date) byte 25: ELEMENT_MISSING expected date");
    }

    @Test
    void takesBlanksForAMandatoryElementAsMissing() {
        assertThat(header("BEG*00*SA*   **20260612~"))
                .containsExactly("2 BEG/3 (order number) byte 22: ELEMENT_MISSING expected order number, found    ");
    }

    @Test
    void reportsValuesThatAreTooLongOrTooShort() {
        assertThat(line("N1*S*NORTHWIND*92*00428~"))
                .containsExactly("4 N1/1 (party role) byte 61: ELEMENT_TOO_SHORT expected 2 to 3 characters, found S");
        assertThat(line("TD5*ABC~"))
                .contains("4 TD5/1 (routing sequence) byte 62: ELEMENT_TOO_LONG expected 1 to 2 characters, found ABC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1O", "1,000", "+5", "1.2.3", "-", ".", "5-", "1E3"})
    void reportsWhatIsNoNumber(String value) {
        assertThat(line("QTY*01*" + value + "~"))
                .containsExactly("4 QTY/2 (quantity) byte 65: NUMBER_MALFORMED expected a number, found " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "1.25", ".5", "5.", "123456789012345", "-12345678901234.5"})
    void acceptsNumbersWithoutCountingSignAndPoint(String value) {
        assertThat(line("QTY*01*" + value + "~")).isEmpty();
    }

    @Test
    void anImpliedDecimalAllowsNoPoint() {
        assertThat(line("SAC*C*D240***12.50~"))
                .containsExactly("4 SAC/5 (amount) byte 71: NUMBER_MALFORMED expected a whole number, found 12.50");
    }

    @ParameterizedTest
    @CsvSource({"20261399", "20260230", "20250229", "261012", "2026-1-1", "00000000"})
    void reportsDatesThatDoNotExist(String value) {
        assertThat(line("DTM*002*" + value + "~"))
                .containsExactly("4 DTM/2 (date) byte 66: DATE_MALFORMED expected a date as CCYYMMDD, found " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240229", "20261231", "20000229"})
    void acceptsDatesThatExist(String value) {
        assertThat(line("DTM*002*" + value + "~")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2400", "1260", "120", "12000", "120061", "1200001X"})
    void reportsTimesThatDoNotExist(String value) {
        assertThat(line("DTM*002*20260612*" + value + "~"))
                .containsExactly(
                        "4 DTM/3 (time) byte 75: TIME_MALFORMED expected a time as HHMM or HHMMSS, found " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "2359", "120059", "1200599", "12005999"})
    void acceptsTimesWithSecondsAndFractions(String value) {
        assertThat(line("DTM*002*20260612*" + value + "~")).isEmpty();
    }

    @Test
    void reportsControlCharactersInText() {
        assertThat(line("REF*DP*66\u000779~"))
                .containsExactly("4 REF/2 (reference) byte 65: CHARACTER_NOT_ALLOWED expected printable characters,"
                        + " found 66\u000779");
    }

    @Test
    void acceptsLettersBeyondAscii() {
        assertThat(line("N1*ST*M\u00fcller~")).isEmpty();
    }

    @Test
    void pairedElementsComeTogether() {
        assertThat(line("N1*ST*NORTHWIND*92~"))
                .containsExactly(
                        "4 N1/4 (id) byte 76: ELEMENT_CONDITION_BROKEN expected all of elements 3 and 4, or none");
    }

    @Test
    void oneOfSeveralElementsMustBeThere() {
        assertThat(line("N1*ST~"))
                .containsExactly(
                        "4 N1/2 (name) byte 63: ELEMENT_CONDITION_BROKEN expected at least one of elements 2 and 3");
    }

    @Test
    void oneElementCanAskForAnother() {
        assertThat(line("PID*F**ZZ**SHIRT*12~")).isEmpty();
        assertThat(line("PID*F***08*SHIRT~"))
                .containsExactly(
                        "4 PID/3 (agency) byte 65: ELEMENT_CONDITION_BROKEN expected element 3 with element 4");
    }

    @Test
    void oneElementCanAskForOneOfSeveralOthers() {
        assertThat(line("ITD*01*3*2~"))
                .containsExactly("4 ITD/4 (discount date) byte 68: ELEMENT_CONDITION_BROKEN expected at least one of"
                        + " elements 4, 5 and 13 with element 3");
    }

    @Test
    void someElementsExcludeEachOther() {
        assertThat(line("QTY*01*5**FIVE~"))
                .containsExactly(
                        "4 QTY/4 (free-form quantity) byte 68: ELEMENT_EXCLUDED expected only one of elements 2"
                                + " and 4, found FIVE");
    }

    @Test
    void reportsElementsBeyondTheLast() {
        assertThat(line("N3*1 MARKET STREET*2ND FLOOR*3RD DOOR~"))
                .contains("4 N3/3 byte 87: ELEMENT_TOO_MANY expected at most 2 elements in N3, found 3RD DOOR");
    }

    @Test
    void notesSeparatorsThatNothingFollows() {
        assertThat(line("REF*DP*6679**~"))
                .containsExactly("4 REF/4 (further references) byte 71: SEPARATOR_SURPLUS expected no separators after"
                        + " the last value");
    }

    @Test
    void checksTheComponentsOfAComposite() {
        assertThat(line("SLN*1**I*5*EA:X~"))
                .containsExactly("4 SLN/5:2 (exponent) byte 72: NUMBER_MALFORMED expected a number, found X");
        assertThat(line("SLN*1**I*5*:2~")).containsExactly("4 SLN/5:1 (unit) byte 69: ELEMENT_MISSING expected unit");
        assertThat(line("REF*DP**SHIRTS*ZZ:1:YY~"))
                .containsExactly("4 REF/4:4 (reference) byte 80: ELEMENT_CONDITION_BROKEN expected all of components 3"
                        + " and 4, or none");
    }

    @Test
    void reportsComponentsWhereThereAreNone() {
        assertThat(line("REF*DP*66:79~"))
                .containsExactly(
                        "4 REF/2:2 (reference) byte 68: COMPONENT_TOO_MANY expected a value in one piece, found 79");
    }

    @Test
    void reportsRepetitionsWhereThereAreNone() {
        assertThat(Findings.lines(order("REF*DP*66^79~"), Schemas.x12("005010", "850")))
                .containsExactly("4 REF/2^2 (reference) byte 68: REPETITION_TOO_MANY expected no repetition, found 79");
    }

    @Test
    void laterReleasesTakeLongerReferences() {
        String reference = "R".repeat(40);
        assertThat(line("REF*DP*" + reference + "~"))
                .containsExactly("4 REF/2 (reference) byte 65: ELEMENT_TOO_LONG expected 1 to 30 characters, found "
                        + reference);
        assertThat(Findings.lines(order("REF*DP*" + reference + "~"), Schemas.x12("005010", "850")))
                .isEmpty();
    }

    @Test
    void knowsTheCodesThatTheHubActsOn() {
        assertThat(Findings.lines("ST*997*0001~AK1*PO*1~AK9*Q*1*1*1~SE*4*0001~", Schemas.x12("004010", "997")))
                .containsExactly(
                        "3 AK9/1 (group disposition) byte 25: CODE_NOT_ALLOWED expected one of A, E, M, P, R, W, X,"
                                + " found Q");
    }

    /** An order with one more segment behind its only line. */
    private static String order(String segment) {
        return "ST*850*0001~BEG*00*SA*PO-17**20260612~PO1*1*85*EA*9.95~   " + segment + "SE*5*0001~";
    }

    private static List<String> line(String segment) {
        return Findings.lines(order(segment), Schemas.x12("004010", "850")).stream()
                // Where the segment stands is another test's question.
                .filter(line -> !line.contains("SEGMENT_"))
                .toList();
    }

    private static List<String> header(String segment) {
        return Findings.lines("ST*850*0001~" + segment + "PO1*1*85*EA*9.95~SE*4*0001~", Schemas.x12("004010", "850"));
    }
}
