package io.lading.acknowledgement;

import static io.lading.acknowledgement.AcknowledgementPolicy.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.AcknowledgementPolicy.Overlays;
import io.lading.acknowledgement.ApplicationAdvice.Verdict;
import io.lading.acknowledgement.SentItems.GroupKey;
import io.lading.acknowledgement.SentItems.InterchangeKey;
import io.lading.acknowledgement.SentItems.ReferenceKey;
import io.lading.acknowledgement.SentItems.SentGroup;
import io.lading.acknowledgement.SentItems.SentInterchange;
import io.lading.acknowledgement.SentItems.SentSet;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.validation.Schemas;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.validation.X12Text;
import io.lading.yaml.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The 824: refusals of the application, out and in. */
class ApplicationAdviceTest {
    private static final GroupHeader GROUP =
            new GroupHeader("PO", "BUYER01", "SUPPLIER01", "20261001", "1200", "905", "X", "004010", 0);
    private static final SetHeader SET = new SetHeader("850", "0017", "", "004010", 1, 0);

    @ParameterizedTest
    @ValueSource(strings = {"004010", "005010"})
    void aRefusalNamesTheOrderAndWhatIsWrong(String release) {
        assertThat(write(release, advice(true, duplicate(), wrongUnit()))).isEqualTo("""
                BGN*11*R-1*20261001*1201~
                OTI*TR*TN*0017*BUYER01*SUPPLIER01*20261001*1200*905*0017*850*004010~
                TED*DUP*expected an order number not used before, found "PO-17"*BEG*2*3**PO-17*an order number not used before~
                TED*848*expected one of EA, CA, BG, BO, CT, DZ, KG, LB, PC, PK, PR,*PO1*3*3**BX*one of EA, CA, BG, BO, CT, DZ, KG, LB, PC, PK, PR, SET or ST, which the map knows as units~
                NTE**SET or ST, which the map knows as units, found "BX"~
                """);
    }

    @Test
    void nothingFoundMeansAccepted() {
        assertThat(write("004010", advice(false))).contains("OTI*TA*TN*0017*").doesNotContain("TED");
        assertThat(write("004010", advice(false, wrongUnit()))).contains("OTI*TE*TN*0017*");
    }

    @Test
    void whereTheAgreementSaysSoTheGuideIsToldOfHereAndNotInThe997() {
        Problems problems = new Problems();
        Schema guided = Schemas.x12("004010", "850")
                .with(Overlay.read("guide.yaml", "rules:\n  BEG02: { codes: [SA] }\n", problems), problems);
        String order = "ST*850*0001~BEG*00*NE*PO-17**20260612~PO1*1*1*EA*1~SE*4*0001~";
        InterchangeOutcome outcome = Received.interchange("004010")
                .guidedBy(guided)
                .group("PO", "905")
                .set(order)
                .set(order.replace("0001", "0002").replace("NE", "SA"))
                .groupEnd(2)
                .end();
        GroupDecision silent = Acknowledger.decide(outcome, USUAL.with(Overlays.LEAVE_OUT))
                .groups()
                .get(0);
        GroupDecision loud = Acknowledger.decide(outcome, USUAL).groups().get(0);

        assertThat(silent.disposition()).isEqualTo(Disposition.ACCEPTED);
        assertThat(ApplicationAdvice.ofGuide(silent, Instant.parse("2026-10-01T12:01:00Z")))
                .hasValueSatisfying(
                        advice -> assertThat(write("004010", advice)).isEqualTo("""
                        BGN*11*905*20261001*1201~
                        OTI*TE*TN*0001*BUYER01*SUPPLIER01*20261001*1200*905*0001*850*004010~
                        TED*848*expected SA, found "NE"*BEG*2*2**NE*SA~
                        """));
        assertThat(loud.disposition()).isEqualTo(Disposition.PARTIALLY_ACCEPTED);
        assertThat(ApplicationAdvice.ofGuide(loud, Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatIsWrittenCanBeRead() {
        ApplicationAdvice advice = advice(true, duplicate(), wrongUnit());

        ApplicationAdvice read = ApplicationAdviceReader.read(table(write("004010", advice)));

        assertThat(read).isEqualTo(advice);
        assertThat(read.verdicts().get(0).disposition()).isEqualTo(Disposition.REJECTED);
    }

    @Test
    void aReceivedVerdictFindsTheSetOfOurs() {
        Verdict verdict = advice(true).verdicts().get(0);
        GroupHeader carrying =
                new GroupHeader("AG", "SUPPLIER01", "BUYER01", "20261002", "0800", "4", "X", "004010", 0);

        assertThat(AcknowledgementMatching.match(verdict, "PO", carrying, new Sent()))
                .hasValueSatisfying(answer -> {
                    assertThat(answer.set().id()).isEqualTo("set-17");
                    assertThat(answer.answer()).isEqualTo(Answer.REJECTED);
                });
        assertThat(AcknowledgementMatching.match(verdict, "IN", carrying, new Sent()))
                .isEmpty();
    }

    private static final class Sent implements SentItems {
        @Override
        public Optional<SentGroup> group(GroupKey key) {
            return key.equals(new GroupKey("BUYER01", "SUPPLIER01", "PO", "905"))
                    ? Optional.of(new SentGroup("group-905", List.of(new SentSet("set-17", "850", "0017"))))
                    : Optional.empty();
        }

        @Override
        public Optional<String> interchange(InterchangeKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<SentInterchange> interchange(ReferenceKey key) {
            return Optional.empty();
        }
    }

    private static ApplicationAdvice advice(boolean refused, Finding... findings) {
        return new ApplicationAdvice(
                "R-1", "20261001", "1201", List.of(ApplicationAdvice.verdict(GROUP, SET, List.of(findings), refused)));
    }

    private static Finding duplicate() {
        return new Finding(
                FindingCode.BUSINESS_DUPLICATE,
                Severity.ERROR,
                Origin.BUSINESS,
                new Position("in.edi", "1", "905", "0017", "850", "BEG", 2, 3, 0, 0, "order number", 40),
                "an order number not used before",
                "PO-17");
    }

    private static Finding wrongUnit() {
        return new Finding(
                FindingCode.VALUE_NOT_MAPPED,
                Severity.ERROR,
                Origin.MAP,
                new Position("in.edi", "1", "905", "0017", "850", "PO1", 3, 3, 0, 0, "unit", 60),
                "one of EA, CA, BG, BO, CT, DZ, KG, LB, PC, PK, PR, SET or ST, which the map knows as units",
                "BX");
    }

    /** Writes an 824 and proves that a partner with our own schema would find nothing wrong with it. */
    private static String write(String release, ApplicationAdvice advice) {
        TextSink sink = new TextSink();
        ApplicationAdviceWriter.write(advice, Delimiters.X12_USUAL, sink);
        SegmentTable table = table(sink.toString());
        assertThat(new Validator()
                        .validate(
                                new SetContext("824", "1", "1"),
                                X12Text.header(table, release),
                                table,
                                Schemas.x12(release, "824")))
                .isEmpty();
        return sink.toString();
    }

    private static SegmentTable table(String body) {
        int segments = body.split("\n").length + 2;
        return X12Text.table("ST*824*0001~\n" + body + "SE*" + segments + "*0001~\n");
    }
}
