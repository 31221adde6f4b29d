package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    Path folder;

    @Test
    void namesEachElementThatDiffersAndEachSegmentThatOnlyOneSideHas() throws Exception {
        String other = Orders.SOUND
                .replace("PO1*1*85*EA", "PO1*1*58*EA")
                .replace("CUR*BY*USD~\n", "")
                .replace("CTT*1~", "PO1*2*1*CA*9~\nCTT*2~")
                .replace("000000905", "000000906");

        CommandRun run = diff(Orders.SOUND, other);

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).isEqualTo("""
                        envelope
                          segment 1 ISA element 13  000000905 → 000000906
                        transaction set 0001 (850)
                          segment 3 CUR (currency)  - CUR*BY*USD
                          segment 9/8 PO1 element 2 (quantity ordered)  85 → 58
                          segment 10 PO1 (order line)  + PO1*2*1*CA*9
                          segment 11 CTT element 1 (line count)  1 → 2
                        envelope
                          segment 1 IEA element 2  000000905 → 000000906
                        """);
    }

    @Test
    void passesOverDelimitersAndLineBreaks() throws Exception {
        String other = Orders.SOUND.replace("~\n", "'").replace('*', '|').replace('>', ':');

        // ISA16 names the component separator itself.
        assertThat(diff(Orders.SOUND, other).out()).isEqualTo("envelope\n  segment 1 ISA element 16  > → :\n");
        assertThat(diff("--content", Orders.SOUND, other)).isEqualTo(new CommandRun(0, "No difference.\n", ""));
    }

    @Test
    void findsTheCounterpartOfASetByItsNumber() throws Exception {
        String other = Orders.SECOND_IS_WRONG
                .replaceAll("(?s)ST\\*850\\*0001~.*SE\\*12\\*0001~\n", "")
                .replace("1O", "10");

        assertThat(diff("--content", Orders.SECOND_IS_WRONG, other).out()).isEqualTo("""
                        transaction set 0001 (850)
                          segment 1 ST (set header)  - the whole set, 12 segments
                        transaction set 0002 (850)
                          segment 3 PO1 element 2 (quantity ordered)  1O → 10
                        """);
    }

    @Test
    void writesOneObjectADifference() throws Exception {
        assertThat(diff("--json", Orders.SOUND, Orders.SOUND.replace("*85*", "*86*"))
                        .out())
                .isEqualTo("""
                        {"part":"transaction set 0001 (850)","transactionSet":"0001","segment":"PO1","firstOrdinal":9,\
                        "secondOrdinal":9,"element":2,"component":null,"repetition":null,"name":"quantity ordered",\
                        "first":"85","second":"86"}
                        """);
    }

    @Test
    void endsWithTwoForAFileThatHoldsNoInterchange() throws Exception {
        assertThat(diff(Orders.SOUND, "nothing of the kind").code()).isEqualTo(ExitCode.WRONG_USE);
    }

    private CommandRun diff(String first, String second) throws IOException {
        return CommandRun.of("diff", file("first.edi", first), file("second.edi", second));
    }

    private CommandRun diff(String option, String first, String second) throws IOException {
        return CommandRun.of("diff", option, file("first.edi", first), file("second.edi", second));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
