package io.lading.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void readsTheFirstOrderWithoutProblems() {
        Problems problems = new Problems();

        Scenario scenario = ScenarioReader.read(Path.of("examples/first-order"), problems);

        assertThat(problems.list()).isEmpty();
        assertThat(scenario.roles())
                .extracting(Scenario.Role::partner)
                .containsExactly("globex", "nordwind", "supplier-a", "supplier-b", "crm", "umbrella");
        assertThat(scenario.steps()).extracting(Scenario.Step::refused).contains("REPEATED", "UNRECOGNISED");
    }

    @Test
    void saysAnAcknowledgementInWords() {
        byte[] answer = """
                ISA*00*          *00*          *ZZ*SUPPLIER01     *ZZ*BUYER01        *261001*0904*U*00401*000000001*0*P*>~
                AK2*850*0002~
                AK4*2*380*6*1O~
                AK5*R*5~
                AK9*P*2*2*1~
                """.getBytes(StandardCharsets.US_ASCII);

        assertThat(AcknowledgementWords.lines(answer))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ISA*00*")
                                .endsWith("interchange 000000001 from SUPPLIER01 to BUYER01"),
                        line -> assertThat(line).endsWith("about transaction set 0002 (850)"),
                        line -> assertThat(line).endsWith("element 2: a character that is not allowed, found \"1O\""),
                        line -> assertThat(line).endsWith("the set is rejected: segments are in error"),
                        line -> assertThat(line)
                                .endsWith("the group is partially accepted: 2 sets stated, 2 received, 1 accepted"));
    }

    @Test
    void saysAContrlInWords() {
        byte[] answer = "UNB+UNOC:3+4012345000016:14+4399901000008:14+261001:0915+1'UNH+1+CONTRL:D:3:UN'"
                .concat("UCI+8801+4399901000008:14+4012345000016:14+7'UCM+2+ORDERS:D:96A:UN+4'UCS+17'UCD+37+2:2'")
                .concat("UNT+6+1'UNZ+1+1'")
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(AcknowledgementWords.lines(answer))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("interchange 1 from 4012345000016 to 4399901000008"),
                        line -> assertThat(line).endsWith("syntax and service report 1"),
                        line -> assertThat(line).endsWith("interchange 8801 is accepted"),
                        line -> assertThat(line).endsWith("message 2 (ORDERS) is rejected"),
                        line -> assertThat(line).endsWith("segment 17"),
                        line -> assertThat(line).endsWith("element 1:2: error 37"),
                        line -> assertThat(line).endsWith("the end of 1, 6 segments"),
                        line -> assertThat(line).endsWith("the end of the interchange"));
    }
}
