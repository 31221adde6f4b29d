package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.AcknowledgementPolicy.Errors;
import io.lading.acknowledgement.AcknowledgementPolicy.Ta1;
import io.lading.acknowledgement.AcknowledgementPolicy.Trailers;
import io.lading.interchange.FindingCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted, and when a TA1 answers. */
class AcknowledgerTest {
    private static final String GOOD = """
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            PO1*1*85*EA*9.95~
            SE*4*0001~
            """;
    private static final String LETTER_IN_QUANTITY = GOOD.replace("*85*", "*8S*");

    @Test
    void anInterchangeThatIsFineNeedsNoTa1UnlessItAsksForOne() {
        InterchangeOutcome plain = Received.interchange("004010")
                .group("PO", "1")
                .set(GOOD)
                .groupEnd(1)
                .end();
        InterchangeOutcome asking = Received.askingForTa1("004010")
                .group("PO", "1")
                .set(GOOD)
                .groupEnd(1)
                .end();

        assertThat(decide(plain).acknowledged()).isFalse();
        assertThat(decide(asking).acknowledged()).isTrue();
        assertThat(ta1(decide(asking))).isEqualTo("TA1*000000905*261001*1200*A*000~\n");
    }

    @Test
    void aTruncatedInterchangeIsRejectedAsAWholeWithTa1023AndNo997() {
        InterchangeOutcome truncated = Received.interchange("004010")
                .group("PO", "1")
                .set(GOOD)
                .finding(FindingCode.INTERCHANGE_TRAILER_MISSING, null, null, "IEA", 0)
                .endWithoutTrailer();

        InterchangeDecision decision = decide(truncated);

        assertThat(ta1(decision)).isEqualTo("TA1*000000905*261001*1200*R*023~\n");
        assertThat(decision.released()).isEmpty();
        assertThat(decision.groups()).noneMatch(GroupDecision::acknowledged);
    }

    @Test
    void aTruncatedInterchangeReleasesItsGoodGroupsIfTheAgreementSaysSo() {
        InterchangeOutcome truncated = Received.interchange("004010")
                .group("PO", "1")
                .set(GOOD)
                .groupEnd(1)
                .group("PO", "2")
                .set(GOOD)
                .finding(FindingCode.INTERCHANGE_TRAILER_MISSING, null, null, "IEA", 0)
                .endWithoutTrailer();

        InterchangeDecision decision =
                Acknowledger.decide(truncated, AcknowledgementPolicy.USUAL.with(Trailers.RELEASE_GOOD_GROUPS));

        assertThat(ta1(decision)).isEqualTo("TA1*000000905*261001*1200*E*023~\n");
        assertThat(decision.groups())
                .extracting(GroupDecision::disposition)
                .containsExactly(Disposition.ACCEPTED, Disposition.REJECTED);
        assertThat(decision.released()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERCHANGE_CONTROL_NUMBER_MISMATCH, IEA, 2, 001",
        "VERSION_NOT_SUPPORTED,               ISA, 12, 003",
        "CODE_NOT_ALLOWED,                    ISA, 5, 005",
        "SENDER_UNKNOWN,                      ISA, 6, 006",
        "CODE_NOT_ALLOWED,                    ISA, 7, 007",
        "RECEIVER_UNKNOWN,                    ISA, 8, 008",
        "DATE_MALFORMED,                      ISA, 9, 014",
        "TIME_MALFORMED,                      ISA, 10, 015",
        "CONTROL_NUMBER_MALFORMED,            ISA, 13, 018",
        "GROUP_COUNT_WRONG,                   IEA, 1, 021",
        "ENVELOPE_MALFORMED,                  ISA, 0, 022",
        "DUPLICATE_INTERCHANGE,               ISA, 13, 025",
    })
    void eachFaultOfTheEnvelopeHasItsNote(FindingCode fault, String segment, int element, String note) {
        InterchangeDecision decision = decide(Received.interchange("004010")
                .group("PO", "1")
                .set(GOOD)
                .groupEnd(1)
                .finding(fault, null, null, segment, element)
                .end());

        assertThat(ta1(decision)).isEqualTo("TA1*000000905*261001*1200*R*" + note + "~\n");
        assertThat(decision.released()).isEmpty();
    }

    @Test
    void aGroupWhoseHeaderIsUnreadableIsRejectedByTa1024WhileTheOthersGoOn() {
        InterchangeDecision decision = decide(Received.interchange("004010")
                .group("P", "1")
                .finding(FindingCode.GROUP_HEADER_MALFORMED, "1", null, "GS", 1)
                .set(GOOD)
                .groupEnd(1)
                .group("PO", "2")
                .set(GOOD)
                .groupEnd(1)
                .end());

        assertThat(ta1(decision)).isEqualTo("TA1*000000905*261001*1200*E*024~\n");
        assertThat(decision.groups()).extracting(GroupDecision::acknowledged).containsExactly(false, true);
        assertThat(decision.groups())
                .extracting(GroupDecision::disposition)
                .containsExactly(Disposition.REJECTED, Disposition.ACCEPTED);
    }

    @Test
    void noTa1LeavesIfTheAgreementForbidsIt() {
        InterchangeOutcome truncated =
                Received.askingForTa1("004010").group("PO", "1").set(GOOD).endWithoutTrailer();

        assertThat(Acknowledger.decide(truncated, AcknowledgementPolicy.USUAL.with(Ta1.NEVER))
                        .acknowledged())
                .isFalse();
    }

    @Test
    void errorsInContentMayBeAcceptedByAgreement() {
        InterchangeOutcome outcome = Received.interchange("004010")
                .group("PO", "1")
                .set(LETTER_IN_QUANTITY)
                .groupEnd(1)
                .end();

        InterchangeDecision decision =
                Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL.with(Errors.ACCEPT_WITH_ERRORS));

        assertThat(decision.groups().get(0).disposition()).isEqualTo(Disposition.ACCEPTED_WITH_ERRORS);
        assertThat(decision.released()).hasSize(1);
    }

    @Test
    void aSetWithoutTrailerIsNeverAccepted() {
        InterchangeOutcome outcome = Received.interchange("004010")
                .group("PO", "1")
                .setWithoutTrailer("ST*850*0001~BEG*00*SA*PO-17**20260612~")
                .groupEnd(1)
                .end();

        InterchangeDecision decision =
                Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL.with(Errors.ACCEPT_WITH_ERRORS));

        assertThat(decision.released()).isEmpty();
    }

    @Test
    void anEmptyGroupIsAccepted() {
        InterchangeDecision decision = decide(
                Received.interchange("004010").group("PO", "1").groupEnd(0).end());

        assertThat(decision.groups().get(0).disposition()).isEqualTo(Disposition.ACCEPTED);
    }

    private static InterchangeDecision decide(InterchangeOutcome outcome) {
        return Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL);
    }

    private static String ta1(InterchangeDecision decision) {
        assertThat(decision.acknowledged()).isTrue();
        TextSink sink = new TextSink();
        InterchangeAcknowledgement.of(decision).write(sink);
        return sink.toString();
    }
}
