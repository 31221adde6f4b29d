package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.AcknowledgementMatch.Matched;
import io.lading.acknowledgement.AcknowledgementMatch.Orphan;
import io.lading.acknowledgement.AcknowledgementMatch.SetAnswer;
import io.lading.acknowledgement.ReceivedAcknowledgement.ElementNote;
import io.lading.acknowledgement.ReceivedAcknowledgement.SegmentNote;
import io.lading.interchange.Delimiters;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.validation.X12Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Received 997, 999 and TA1: what they say, and what they answer. We are SUPPLIER01 and sent group IN 17 to BUYER01. */
class AcknowledgementMatchingTest {
    private static final GroupHeader FROM_BUYER =
            new GroupHeader("FA", "BUYER01", "SUPPLIER01", "20261001", "1200", "3", "X", "004010", 106);

    private static final SentItems SENT = new SentItems() {
        @Override
        public Optional<SentGroup> group(GroupKey key) {
            return key.equals(new GroupKey("SUPPLIER01", "BUYER01", "IN", "17"))
                    ? Optional.of(new SentGroup(
                            "group 17",
                            List.of(
                                    new SentSet("invoice 1", "810", "0001"),
                                    new SentSet("invoice 2", "810", "0002"),
                                    new SentSet("invoice 3", "810", "0003"))))
                    : Optional.empty();
        }

        @Override
        public Optional<String> interchange(InterchangeKey key) {
            InterchangeKey ours =
                    new InterchangeKey("ZZ", "SUPPLIER01", "ZZ", "BUYER01", "000000044", "261001", "1130");
            return key.equals(ours) ? Optional.of("interchange 44") : Optional.empty();
        }
    };

    @Test
    void acceptanceOfTheGroupWithoutSetsCoversAllItsSets() {
        assertThat(answers("""
                ST*997*0001~
                AK1*IN*17~
                AK9*A*3*3*3~
                SE*4*0001~
                """)).containsExactly("invoice 1 ACCEPTED", "invoice 2 ACCEPTED", "invoice 3 ACCEPTED");
    }

    @Test
    void rejectionOfTheGroupTakesAllItsSetsWithIt() {
        assertThat(answers("""
                ST*997*0001~
                AK1*IN*17~
                AK2*810*0001~
                AK5*A~
                AK9*R*3*3*0*5~
                SE*6*0001~
                """)).containsExactly("invoice 1 REJECTED", "invoice 2 REJECTED", "invoice 3 REJECTED");
    }

    @Test
    void aSetThatAPartialAcceptanceDoesNotListStaysUnknown() {
        assertThat(answers("""
                ST*997*0001~
                AK1*IN*17~
                AK2*810*0001~
                AK5*A~
                AK2*810*0002~
                AK5*R*5~
                AK9*P*3*3*2~
                SE*8*0001~
                """)).containsExactly("invoice 1 ACCEPTED", "invoice 2 REJECTED", "invoice 3 UNKNOWN");
    }

    @Test
    void leadingZerosOfControlNumbersDoNotMatter() {
        assertThat(answers("""
                ST*997*0001~
                AK1*IN*000000017~
                AK2*810*2~
                AK5*E~
                AK9*E*3*3*3~
                SE*6*0001~
                """))
                .containsExactly("invoice 1 ACCEPTED", "invoice 2 ACCEPTED_WITH_ERRORS", "invoice 3 ACCEPTED");
    }

    @Test
    void tellsOfSetsWeDidNotSendAndOfCountsThatDiffer() {
        Matched matched = matched("""
                ST*997*0001~
                AK1*IN*17~
                AK2*810*0009~
                AK5*A~
                AK9*A*4*4*4~
                SE*6*0001~
                """);

        assertThat(matched.strangers()).singleElement().satisfies(set -> assertThat(set.controlNumber())
                .isEqualTo("0009"));
        assertThat(matched.countsDiffer()).isTrue();
    }

    @Test
    void anAcknowledgementOfAnotherGroupIsAnOrphan() {
        ReceivedAcknowledgement received =
                AcknowledgementReader.functional(X12Text.table("ST*997*0001~AK1*IN*18~AK9*A*1*1*1~SE*4*0001~"));

        assertThat(AcknowledgementMatching.match(received, FROM_BUYER, SENT))
                .isEqualTo(new Orphan("We sent no group IN 18 from SUPPLIER01 to BUYER01."));
    }

    @Test
    void readsWhatWasWrongWithSegmentsAndElements() {
        ReceivedAcknowledgement received = AcknowledgementReader.functional(X12Text.table("""
                ST*997*0001~
                AK1*IN*17~
                AK2*810*0001~
                AK3*IT1*7**8~
                AK4*2*358*6*1O~
                AK4*5:2*1018*5*123~
                AK3*TDS*12**3~
                AK5*R*5~
                AK9*P*3*3*2~
                SE*10*0001~
                """));

        assertThat(received.sets().get(0).segments())
                .containsExactly(
                        new SegmentNote(
                                "IT1",
                                7,
                                "",
                                List.of("8"),
                                List.of(
                                        new ElementNote(2, 0, 0, "358", "6", "1O"),
                                        new ElementNote(5, 2, 0, "1018", "5", "123"))),
                        new SegmentNote("TDS", 12, "", List.of("3"), List.of()));
        assertThat(received.sets().get(0).errorCodes()).containsExactly("5");
    }

    @Test
    void readsA999LikeA997() {
        ReceivedAcknowledgement received = AcknowledgementReader.functional(X12Text.table("""
                ST*999*0001*005010X231~
                AK1*IN*17*005010~
                AK2*810*0001*005010~
                IK3*IT1*7**8~
                CTX*SITUATIONAL TRIGGER*IT1*7**2~
                IK4*2*358*6*1O~
                IK5*R*5~
                AK9*P*3*3*2~
                SE*9*0001~
                """));

        assertThat(received.sets()).singleElement().satisfies(set -> {
            assertThat(set.status()).isEqualTo(Disposition.REJECTED);
            assertThat(set.segments().get(0).elements()).hasSize(1);
        });
    }

    @Test
    void aTa1IsMatchedByControlNumberDateAndTime() {
        InterchangeAcknowledgement ta1 =
                AcknowledgementReader.interchange(X12Text.table("TA1*000000044*261001*1130*R*006~"));
        InterchangeAcknowledgement other =
                AcknowledgementReader.interchange(X12Text.table("TA1*000000044*261001*1131*A*000~"));

        assertThat(ta1.disposition()).isEqualTo(Disposition.REJECTED);
        assertThat(ta1.note()).isEqualTo("006");
        assertThat(AcknowledgementMatching.match(ta1, fromBuyer(), SENT)).contains("interchange 44");
        assertThat(AcknowledgementMatching.match(other, fromBuyer(), SENT)).isEmpty();
    }

    @Test
    void aSecondAnswerNeverMakesBetterWhatAFirstOneSaid() {
        assertThat(Answer.REJECTED.and(Answer.ACCEPTED)).isEqualTo(Answer.REJECTED);
        assertThat(Answer.ACCEPTED.and(Answer.REJECTED)).isEqualTo(Answer.REJECTED);
        assertThat(Answer.ACCEPTED.and(Answer.UNKNOWN)).isEqualTo(Answer.ACCEPTED);
        assertThat(Answer.ACCEPTED.isContradictedBy(Answer.REJECTED)).isTrue();
        assertThat(Answer.UNKNOWN.isContradictedBy(Answer.REJECTED)).isFalse();
    }

    private static List<String> answers(String text) {
        return matched(text).sets().stream()
                .map((SetAnswer answer) -> answer.set().id() + " " + answer.answer())
                .toList();
    }

    private static Matched matched(String text) {
        ReceivedAcknowledgement received = AcknowledgementReader.functional(X12Text.table(text));
        return (Matched) AcknowledgementMatching.match(received, FROM_BUYER, SENT);
    }

    private static InterchangeHeader fromBuyer() {
        return new InterchangeHeader(
                Standard.X12,
                "ZZ",
                "BUYER01",
                "ZZ",
                "SUPPLIER01",
                "261001",
                "1200",
                "00401",
                "000000003",
                false,
                Usage.PRODUCTION,
                Delimiters.X12_USUAL,
                0);
    }
}
