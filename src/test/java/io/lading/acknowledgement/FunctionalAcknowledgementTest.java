package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.validation.Schemas;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.validation.X12Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The 997 we answer, for each kind of defect; every one of them must keep to our own 997 schema. */
class FunctionalAcknowledgementTest {
    private static final String GOOD = """
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            PO1*1*85*EA*9.95**UP*012345678905~
            CTT*1*85~
            SE*5*0001~
            """;

    @Test
    void acceptsAGoodOrder() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set(GOOD)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK5*A~
                AK9*A*1*1*1~
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"004010", "005010"})
    void rejectsAnOrderWithoutItsMandatoryHeader(String release) {
        assertThat(answerTo(Received.interchange(release)
                        .group("PO", "905")
                        .set("""
                ST*850*0001~
                CUR*BY*USD~
                PO1*1*85*EA*9.95~
                CTT*1*85~
                SE*5*0001~
                """)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK3*BEG*2**3~
                AK5*R*5~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void rejectsASegmentThatNoOrderHas() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                ZZZ*1*2~
                PO1*1*85*EA*9.95~
                SE*5*0001~
                """)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK3*ZZZ*3**1~
                AK5*R*5~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void quotesAnOrderNumberThatIsTooLong() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set("""
                ST*850*0001~
                BEG*00*SA*PO00000001XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX**20261012~
                PO1*1*85*EA*9.95~
                SE*4*0001~
                """)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK3*BEG*2**8~
                AK4*3*324*5*PO00000001XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX~
                AK5*R*5~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void rejectsADateThatDoesNotExist() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set("""
                ST*850*0001~
                BEG*00*SA*PO-17**20261399~
                PO1*1*85*EA*9.95~
                SE*4*0001~
                """)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK3*BEG*2**8~
                AK4*5*373*8*20261399~
                AK5*R*5~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void rejectsLettersInAQuantity() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                PO1*1*1O*EA*9.95~
                SE*4*0001~
                """)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK3*PO1*3**8~
                AK4*2*330*6*1O~
                AK5*R*5~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void rejectsAWrongSegmentCountAndAWrongControlNumberInTheTrailer() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set(GOOD)
                        .finding(FindingCode.SEGMENT_COUNT_WRONG, "905", "0001", "SE", 1)
                        .finding(FindingCode.SET_CONTROL_NUMBER_MISMATCH, "905", "0001", "SE", 2)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK5*R*4*3~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void rejectsASetWithoutTrailer() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .finding(FindingCode.SET_TRAILER_MISSING, "905", "0001", "SE", 0)
                        .setWithoutTrailer("ST*850*0001~BEG*00*SA*PO-17**20260612~")
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*850*0001~
                AK5*R*2~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void rejectsASetOfAnUnknownType() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set("ST*999*0001~B01*1~SE*3*0001~")
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK2*999*0001~
                AK5*R*1~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void oneBadOrderAmongManyRejectsOnlyItself() {
        Received received = Received.interchange("004010").group("PO", "905");
        for (int i = 1; i <= 1000; i++) {
            String number = String.format("%04d", i);
            String text = GOOD.replace("0001", number);
            received.set(i == 500 ? text.replace("*85*EA", "*8S*EA") : text);
        }
        String answer = answerTo(received.groupEnd(1000));

        assertThat(answer).contains("AK2*850*0500~\nAK3*PO1*3**8~\nAK4*2*330*6*8S~\nAK5*R*5~\n");
        assertThat(answer).endsWith("AK9*P*1000*1000*999~\n");
        assertThat(answer.split("AK5\\*A~", -1)).hasSize(1000);
    }

    @Test
    void listsOnlySetsWithFindingsIfTheAgreementSaysSo() {
        InterchangeOutcome outcome = Received.interchange("004010")
                .group("PO", "905")
                .set(GOOD)
                .set(GOOD.replace("0001", "0002").replace("*85*EA", "*8S*EA"))
                .groupEnd(2)
                .end();
        AcknowledgementPolicy policy = AcknowledgementPolicy.USUAL.with(AcknowledgementPolicy.Detail.ONLY_FINDINGS);

        assertThat(write(Acknowledger.decide(outcome, policy).groups().get(0))).isEqualTo("""
                AK1*PO*905~
                AK2*850*0002~
                AK3*PO1*3**8~
                AK4*2*330*6*8S~
                AK5*R*5~
                AK9*P*2*2*1~
                """);
    }

    @Test
    void rejectsAGroupThatIsNotSupportedAsAWhole() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .finding(FindingCode.GROUP_NOT_SUPPORTED, "905", null, "GS", 1)
                        .set(GOOD)
                        .groupEnd(1)))
                .isEqualTo("""
                AK1*PO*905~
                AK9*R*1*1*0*1~
                """);
    }

    @Test
    void rejectsAGroupWhoseTrailerIsWrong() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set(GOOD)
                        .finding(FindingCode.SET_COUNT_WRONG, "905", null, "GE", 1)
                        .finding(FindingCode.GROUP_CONTROL_NUMBER_MISMATCH, "905", null, "GE", 2)
                        .groupEnd(3)))
                .isEqualTo("""
                AK1*PO*905~
                AK9*R*3*1*0*5*4~
                """);
    }

    @Test
    void rejectsAGroupWithoutTrailer() {
        assertThat(answerTo(Received.interchange("004010")
                        .group("PO", "905")
                        .set(GOOD)
                        .finding(FindingCode.GROUP_TRAILER_MISSING, "905", null, "GE", 0)
                        .groupWithoutTrailer()))
                .isEqualTo("""
                AK1*PO*905~
                AK9*R*1*1*0*3~
                """);
    }

    @Test
    void namesTheComponentOfACompositeAndFrom005010OnTheRepetition() {
        assertThat(answerTo(Received.interchange("005010")
                        .group("PO", "905")
                        .set("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                PO1*1*85*EA*9.95~
                SLN*1**I*5*EA:X:2~
                SE*5*0001~
                """)
                        .groupEnd(1)))
                .contains("AK3*SLN*4**8~\nAK4*5:2*1018*6*X~\n");
    }

    @Test
    void leavesOutACopyThatHoldsDelimitersOfTheAnswer() {
        InterchangeOutcome outcome = Received.interchange("004010")
                .group("PO", "905")
                .set("""
                ST*850*0001~
                BEG*00*SA*PO-17**20260612~
                PO1*1*1>5*EA*9.95~
                SE*4*0001~
                """)
                .groupEnd(1)
                .end();
        GroupDecision group = Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL)
                .groups()
                .get(0);
        TextSink sink = new TextSink();
        Delimiters withGreater =
                new Delimiters((byte) '*', (byte) '>', Delimiters.NONE, (byte) '~', Delimiters.NONE, (byte) '.');

        FunctionalAcknowledgement.write(group, withGreater, sink);

        assertThat(sink.toString()).contains("AK4*2*330*6~").doesNotContain(">");
    }

    @Test
    void neverAcknowledgesAcknowledgements() {
        InterchangeOutcome outcome = Received.interchange("004010")
                .group("FA", "12")
                .set("""
                ST*997*0001~
                AK1*PO*905~
                AK9*A*1*1*1~
                SE*4*0001~
                """)
                .groupEnd(1)
                .end();

        GroupDecision group = Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL)
                .groups()
                .get(0);

        assertThat(group.acknowledged()).isFalse();
        assertThat(group.disposition()).isEqualTo(Disposition.ACCEPTED);
    }

    private static String answerTo(Received received) {
        InterchangeDecision decision = Acknowledger.decide(received.end(), AcknowledgementPolicy.USUAL);
        assertThat(decision.disposition()).isEqualTo(Disposition.ACCEPTED);
        GroupDecision group = decision.groups().get(0);
        assertThat(group.acknowledged()).isTrue();
        return write(group);
    }

    /** Writes a 997 or 999 and proves that a partner with our own schema would find nothing wrong with it. */
    static String write(GroupDecision group) {
        TextSink sink = new TextSink();
        FunctionalAcknowledgement.write(group, Delimiters.X12_USUAL, sink);
        String body = sink.toString();
        String release = FunctionalAcknowledgement.release(group);
        String type = FunctionalAcknowledgement.setType(group);
        int segments = body.split("\n").length + 2;
        SegmentTable table = X12Text.table("ST*" + type + "*0001~\n" + body + "SE*" + segments + "*0001~\n");
        Schema schema = Schemas.catalog().find(Standard.X12, release, type).orElseThrow();
        assertThat(new Validator()
                        .validate(new SetContext(type, "1", "1"), X12Text.header(table, release), table, schema))
                .isEmpty();
        return body;
    }
}
