package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.validation.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole interchanges through reader, validator and decision: what goes back to the sender. */
class InterchangeExaminerTest {
    private static final String TWO_ORDERS = """
            ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*1200*U*00401*000000905*0*P*>~
            GS*PO*BUYER01*SUPPLIER01*20261001*1200*905*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-17**20260612~
            PO1*1*85*EA*9.95**UP*012345678905~
            SE*4*0001~
            ST*850*0002~
            BEG*00*SA*PO-18**20260612~
            PO1*1*85*EA*9.95**UP*012345678905~
            SE*4*0002~
            GE*2*905~
            IEA*1*000000905~
            """;

    @Test
    void acceptsWhatIsFine() {
        assertThat(answers(TWO_ORDERS)).containsExactly("""
                AK1*PO*905~
                AK2*850*0001~
                AK5*A~
                AK2*850*0002~
                AK5*A~
                AK9*A*2*2*2~
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SE*4*0001~                 | SE*7*0001~                   | AK5*R*4~",
                "SE*4*0001~                 | SE*4*0009~                   | AK5*R*3~",
                "SE*4*0001~                 | ''                           | AK5*R*2~",
                "BEG*00*SA*PO-17**20260612~ | DTM*002*20260701~            | AK3*BEG*2**3~",
                "BEG*00*SA*PO-17**20260612~ | BEG*00*SA*PO-17**20261399~   | AK4*5*373*8*20261399~",
                "ST*850*0001~               | ST*999*0001~                 | AK5*R*1~",
            })
    void rejectsOneOrderAndAcceptsTheOther(String good, String bad, String expected) {
        assertThat(answers(TWO_ORDERS.replace(good + "\n", bad.isEmpty() ? "" : bad + "\n")))
                .singleElement()
                .satisfies(answer -> assertThat(answer)
                        .contains(expected)
                        .contains("AK2*850*0002~\nAK5*A~\n")
                        .endsWith("AK9*P*2*2*1~\n"));
    }

    @Test
    void rejectsAGroupWhoseTrailerCountsOtherSets() {
        assertThat(answers(TWO_ORDERS.replace("GE*2", "GE*3"))).containsExactly("""
                AK1*PO*905~
                AK9*R*3*2*0*5~
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "'IEA*1*000000905~', '', 023",
        "IEA*1*000000905~, IEA*2*000000905~, 021",
        "IEA*1*000000905~, IEA*1*000000906~, 001",
    })
    void anInterchangeWithAWrongEndIsRejectedByTa1AndBy997Nothing(String good, String bad, String note) {
        assertThat(answers(TWO_ORDERS.replace(good, bad)))
                .containsExactly("TA1*000000905*261001*1200*R*" + note + "~\n");
    }

    @Test
    void aFileCutOffInTheMiddleOfAnOrderIsRejectedAsAWhole() {
        assertThat(answers(TWO_ORDERS.substring(0, TWO_ORDERS.length() * 6 / 10)))
                .containsExactly("TA1*000000905*261001*1200*R*023~\n");
    }

    @Test
    void garbageGetsNoAnswer() {
        assertThat(answers("\u0001\u0002 no EDI at all \u0003")).isEmpty();
    }

    /** Everything that would go back, in order. */
    private static List<String> answers(String text) {
        List<String> answers = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "orders.edi",
                (interchange, group, set) -> Schemas.catalog()
                        .find(Standard.X12, set.release(), set.type())
                        .orElse(null),
                outcome -> answer(Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL), answers));
        InterchangeReader.read(
                text.getBytes(StandardCharsets.ISO_8859_1), ReaderOptions.strict("orders.edi"), examiner);
        return answers;
    }

    private static void answer(InterchangeDecision decision, List<String> answers) {
        if (decision.acknowledged()) {
            TextSink sink = new TextSink();
            InterchangeAcknowledgement.of(decision).write(sink);
            answers.add(sink.toString());
        }
        for (GroupDecision group : decision.groups()) {
            if (group.acknowledged()) {
                TextSink sink = new TextSink();
                FunctionalAcknowledgement.write(group, Delimiters.X12_USUAL, sink);
                answers.add(sink.toString());
            }
        }
    }
}
