package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.validation.Schemas;
import io.lading.yaml.Problems;
import org.junit.jupiter.api.Test;

/** The 999 we answer where the agreement says so; each keeps to our own schema of it. */
class ImplementationAcknowledgementTest {
    private static final String GOOD = """
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            PO1*1*85*EA*9.95**UP*012345678905~
            CTT*1*85~
            SE*5*0001~
            """;

    @Test
    void a999TellsWhatBreaksTheGuideApartFromWhatBreaksTheStandard() {
        assertThat(answer999(
                        "004010",
                        """
                ST*850*0001~
                BEG*00*XX*PO-17**20260612~
                PER*BD**TE~
                FOB*CC~
                PO1*1*85*EA*9.95~
                PO1**1O*EA*9.95~
                SE*7*0001~
                """,
                        "BEG02: { codes: [SA] }",
                        "FOB: forbidden",
                        "REF DP: mandatory",
                        "PO101: mandatory",
                        "PO104: forbidden"))
                .isEqualTo("""
                AK1*PO*905*004010~
                AK2*850*0001~
                IK3*BEG*2**8~
                IK4*2*92*I6*XX~
                IK3*REF*3**I8~
                IK3*PER*3**8~
                IK4*4*364*2~
                CTX*SITUATIONAL TRIGGER*PER*3**3~
                IK3*FOB*4**I4~
                IK3*PO1*5**8~
                IK4*4*212*I10*9.95~
                IK3*PO1*6**8~
                IK4*2*330*6*1O~
                IK4*4*212*I10*9.95~
                IK4*1*350*I9~
                IK5*R*I5*5~
                AK9*R*1*1*0~
                """);
    }

    @Test
    void a999QuotesTheConventionAndTakesTheGuideOfTheStandardsBody() {
        InterchangeOutcome outcome = Received.interchange("005010X220")
                .group("PO", "905")
                .set(GOOD.replace("ST*850*0001", "ST*850*0001*005010X220"))
                .groupEnd(1)
                .end();
        AcknowledgementPolicy policy = AcknowledgementPolicy.USUAL.with(AcknowledgementPolicy.Functional.X12_999);
        GroupDecision group = Acknowledger.decide(outcome, policy).groups().get(0);

        assertThat(FunctionalAcknowledgement.setType(group)).isEqualTo("999");
        assertThat(FunctionalAcknowledgement.release(group)).isEqualTo("005010X231A1");
        assertThat(FunctionalAcknowledgementTest.write(group)).isEqualTo("""
                AK1*PO*905*005010X220~
                AK2*850*0001*005010X220~
                IK5*A~
                AK9*A*1*1*1~
                """);
    }

    private static String answer999(String release, String order, String... rules) {
        Problems problems = new Problems();
        String guide = "rules:\n  " + String.join("\n  ", rules) + "\n";
        Schema schema = Schemas.x12(release, "850").with(Overlay.read("guide.yaml", guide, problems), problems);
        assertThat(problems.list()).isEmpty();
        InterchangeOutcome outcome = Received.interchange(release)
                .guidedBy(schema)
                .group("PO", "905")
                .set(order)
                .groupEnd(1)
                .end();
        AcknowledgementPolicy policy = AcknowledgementPolicy.USUAL.with(AcknowledgementPolicy.Functional.X12_999);
        return FunctionalAcknowledgementTest.write(
                Acknowledger.decide(outcome, policy).groups().get(0));
    }
}
