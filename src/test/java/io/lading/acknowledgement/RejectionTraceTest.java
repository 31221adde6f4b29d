package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Finding;
import io.lading.syntax.SegmentTable;
import io.lading.validation.Schemas;
import io.lading.validation.SetContext;
import io.lading.validation.X12Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a partner found wrong, at its place in what we sent. */
class RejectionTraceTest {
    private static final String SENT = "ST*850*0001~BEG*00*SA*PO-17**20260612~PO1*1*1O*EA*9.95~CTT*1~SE*5*0001~";

    @Test
    void anElementIsShownWithTheValueThatStandsThere() {
        assertThat(trace("AK3*PO1*3**8~AK4*2*330*6*1O~AK5*R*5~"))
                .containsExactly(
                        "transaction set 0001 (850) · segment 3 PO1 · element 2 (quantity ordered) · byte 44: expected only"
                                + " characters that such an element may hold (code 6), found \"1O\". Correct the document or its map and send"
                                + " it again; the partner did not take it as it was.");
    }

    @Test
    void aSegmentThatIsMissingIsShownWhereItShouldHaveBeen() {
        assertThat(trace("AK3*REF*3**3~AK5*R*5~"))
                .singleElement()
                .asString()
                .startsWith(
                        "transaction set 0001 (850) · segment 3 REF · byte 38: expected the mandatory segment (code 3), found"
                                + " nothing.");
    }

    @Test
    void codesOfTheGuideAreTold() {
        assertThat(trace("IK3*BEG*2**8~IK4*2*92*I6*SA~IK4*3:2*324*I9~IK5*R*I5~"))
                .hasSize(2)
                .first()
                .asString()
                .contains("BEG · element 2 (order kind)", "a code the partner uses, by the partner's guide (code I6)");
    }

    @Test
    void theSetItselfIsShownWhereNothingMoreIsSaid() {
        assertThat(trace("AK5*R*4*5~")).hasSize(2).first().asString().contains("the segments counted rightly (code 4)");
        assertThat(trace("AK5*R~")).isEmpty();
    }

    @Test
    void aNoteBehindTheEndOrAboutAnotherSegmentDoesNoHarm() {
        assertThat(trace("AK3*PO1*77**8~AK4*99**7*X~AK3*N1*3**8~AK4*1**7*ST~AK5*R*5~"))
                .hasSize(2)
                .allMatch(line -> line.contains("where the partner read") && line.contains("found nothing"));
        assertThat(trace("AK3*PO1*0**Q~AK5*R*5~")).hasSize(1);
    }

    private static List<String> trace(String said) {
        SegmentTable answer = X12Text.table("ST*997*0001~AK1*PO*1~AK2*850*0001~" + said + "AK9*R*1*1*0~SE*9*0001~");
        SegmentTable sent = X12Text.table(SENT);
        return RejectionTrace.of(
                        AcknowledgementReader.functional(answer).sets().get(0),
                        new SetContext(null, null, null),
                        X12Text.header(sent, "004010"),
                        sent,
                        Schemas.x12("004010", "850"))
                .stream()
                .map(Finding::sentence)
                .toList();
    }
}
