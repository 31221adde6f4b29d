package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckCommandTest {

    @Test
    void rejectsExactlyTheBadSetAndTurnsTheEnvelopeRound() {
        CommandRun run = CommandRun.withInput(Orders.SECOND_IS_WRONG, "ack", "-");

        assertThat(run.code()).isZero();
        assertThat(withoutTimes(run.out())).isEqualTo("""
                        ISA*00*          *00*          *ZZ*SUPPLIER01     *14*0123456789012  *DATE*TIME*U*00401*000000001*0*P*>~
                        GS*FA*SUPPLIER01*GLOBEX*DATE*TIME*1*X*004010~
                        ST*997*0001~
                        AK1*PO*7~
                        AK2*850*0001~
                        AK5*A~
                        AK2*850*0002~
                        AK3*PO1*3**8~
                        AK4*2*330*6*1O~
                        AK5*R*5~
                        AK9*P*2*2*1~
                        SE*10*0001~
                        GE*1*1~
                        IEA*1*000000001~
                        """);
    }

    @Test
    void isReadWithoutFindingsByOurOwnReader() {
        String answer = CommandRun.withInput(Orders.SECOND_IS_WRONG, "ack", "-").out();

        CommandRun run = CommandRun.withInput(answer, "validate", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("We would answer: nothing.");
    }

    /** Good and bad, known and unknown, X12 and EDIFACT: whatever we answer, a partner who reads as we do accepts. */
    @ParameterizedTest
    @ValueSource(strings = {"src/test/resources", "mappings", "examples", "corpus"})
    void whateverComesIsAnsweredWithWhatOurOwnReaderAccepts(String folder) {
        Path inputs = folder.equals("corpus") ? Needs.shared(folder) : Path.of(folder);

        CommandRun answers = CommandRun.of("ack", inputs.toString());
        CommandRun read = CommandRun.withInput(answers.out(), "validate", "--json", "-");

        assertThat(answers.out()).contains("ST*997*");
        assertThat(read.out()).isEmpty();
        assertThat(read.code()).isZero();
    }

    @Test
    void answersNothingToAnAcknowledgement() {
        String answer = CommandRun.withInput(Orders.SOUND, "ack", "-").out();

        CommandRun run = CommandRun.withInput(answer, "ack", "-");

        assertThat(run)
                .isEqualTo(new CommandRun(
                        0,
                        "",
                        "standard input · interchange 000000001: nothing is answered, for acknowledgements are never"
                                + " acknowledged.\n"));
    }

    @Test
    void answersATruncatedInterchangeWithATa1AndReleasesNothing() {
        String cut = Orders.SOUND.substring(0, Orders.SOUND.indexOf("GE*1*7"));

        CommandRun run = CommandRun.withInput(cut, "ack", "--json", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"disposition\":\"REJECTED\"", "TA1*000000905*261001*1200*R*023~");
    }

    @Test
    void endsWithOneWhenThereIsNothingToAnswerTo() {
        assertThat(CommandRun.withInput("Dear sirs, please send 12 shirts.", "ack", "-")
                        .code())
                .isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void answersEdifactWithAContrlThatRejectsExactlyTheBadMessage() {
        CommandRun run = CommandRun.withInput(Orders.EDIFACT_SECOND_IS_WRONG, "ack", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out().replaceAll("\\+\\d{6}:\\d{4}\\+", "+DATE:TIME+")).isEqualTo("""
                        UNB+UNOC:3+SUPPLIER01:ZZZ+4012345000009:14+DATE:TIME+1'
                        UNH+1+CONTRL:D:3:UN'
                        UCI+905+4012345000009:14+SUPPLIER01:ZZZ+7'
                        UCM+1+ORDERS:D:96A:UN+7'
                        UCM+2+ORDERS:D:96A:UN+4'
                        UCS+5'
                        UCD+37+2:2'
                        UNT+7+1'
                        UNZ+1+1'
                        """);
    }

    private static String withoutTimes(String edi) {
        return edi.replaceAll("\\*\\d{6}(\\d\\d)?\\*\\d{4}\\*", "*DATE*TIME*");
    }
}
