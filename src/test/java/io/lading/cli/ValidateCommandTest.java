package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    Path folder;

    @Test
    void saysWhereWhatAndWhatToDoAndWhatWouldBeAnswered() {
        CommandRun run = CommandRun.withInput(Orders.SECOND_IS_WRONG, "validate", "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).isEqualTo("""
                        standard input · interchange 000000905 · transaction set 0002 (850) · segment 3 PO1 · element 2 (quantity ordered) · byte 460
                          expected a number, found "1O". Ask the sender to check for a letter typed in place of a digit, such as O for zero.
                          We would answer: 997 with this transaction set rejected (AK502 = 5), the other one accepted.
                        standard input · interchange 000000905 · 2 transaction sets
                          We would answer: 997 with 1 of 2 transaction sets of group 7 accepted.
                        """);
    }

    @Test
    void tellsOneWrongHabitOnceWithItsPlaces() {
        String lines = "PO1*1*1O*EA*9.95~\nPO1*2*1O*EA*9.95~\nPO1*3*2O*EA*9.95~\n";
        String order = Orders.SECOND_IS_WRONG
                .replace("PO1*1*1O*EA*9.95~\n", lines)
                .replace("CTT*1~\nSE*5*0002~", "CTT*3~\nSE*7*0002~");

        CommandRun run = CommandRun.withInput(order, "validate", "-");

        assertThat(run.out()).startsWith("""
                        standard input · interchange 000000905 · transaction set 0002 (850) · segment 3 PO1 · element 2 (quantity ordered) · byte 460
                          expected a number, found "1O". Ask the sender to check for a letter typed in place of a digit, such as O for zero.
                          The same at segments 4 ("1O") and 5 ("2O").
                          We would answer: 997 with this transaction set rejected""");
        assertThat(CommandRun.withInput(order.replace("2O", "1O"), "validate", "-")
                        .out())
                .contains("\n  The same at segments 4 and 5.\n");
        assertThat(CommandRun.withInput(order, "validate", "--json", "-").out().lines())
                .hasSize(3);
    }

    @Test
    void readsEdifactAlike() {
        CommandRun run = CommandRun.withInput(Orders.EDIFACT_SECOND_IS_WRONG, "validate", "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).isEqualTo("""
                        standard input · interchange 905 · transaction set 2 (ORDERS) · segment 5 QTY · element 1 (quantity) · component 2 · byte 286
                          expected a number, found "1O". Ask the sender to check for a letter typed in place of a digit, such as O for zero.
                          We would answer: CONTRL with this transaction set rejected, the other one accepted.
                        standard input · interchange 905 · 2 transaction sets
                          We would answer: CONTRL with 1 of 2 transaction sets accepted.
                        """);
    }

    @Test
    void writesEachFindingAsOneObjectWithAlwaysTheSameFields() {
        CommandRun run = CommandRun.withInput(Orders.SECOND_IS_WRONG, "validate", "--json", "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).isEqualTo("""
                        {"file":"standard input","interchange":"000000905","transactionSet":"0002","segment":"PO1",\
                        "segmentOrdinal":3,"element":2,"component":null,"repetition":null,"offset":460,"severity":"ERROR",\
                        "code":"NUMBER_MALFORMED","expected":"a number","found":"1O",\
                        "message":"expected a number, found \\"1O\\". Ask the sender to check for a letter typed in place of a digit, such as O for zero.",\
                        "advice":"Ask the sender to check for a letter typed in place of a digit, such as O for zero."}
                        """);
    }

    @Test
    void endsWithZeroForSoundFilesAndSaysNothingToMachines() throws Exception {
        Files.writeString(folder.resolve("b.x12"), Orders.SOUND);
        Files.writeString(folder.resolve("a.x12"), Orders.SOUND);
        Files.writeString(folder.resolve(".hidden"), "no EDI");

        CommandRun people = CommandRun.of("validate", folder.toString());
        CommandRun machines = CommandRun.of("validate", "--json", folder.toString());

        assertThat(people.code()).isZero();
        assertThat(people.out()).isEqualTo("""
                        %1$s/a.x12 · interchange 000000905 · 1 transaction set
                          We would answer: 997 with group 7 accepted.
                        %1$s/b.x12 · interchange 000000905 · 1 transaction set
                          We would answer: 997 with group 7 accepted.
                        """.formatted(folder));
        assertThat(machines.code()).isZero();
        assertThat(machines.out()).isEmpty();
    }

    @Test
    void holdsFilesAgainstAPartnersGuideToo() throws Exception {
        Path guide = Files.writeString(folder.resolve("globex-850.yaml"), """
                guide: globex-850
                for: x12/004010/850
                rules:
                  BEG02: { codes: [NE] }
                """);

        CommandRun run = CommandRun.withInput(Orders.SOUND, "validate", "--guide", guide.toString(), "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out())
                .contains(
                        "segment 2 BEG · element 2 (order kind)", "by the partner's guide, expected NE, found \"SA\".");
    }

    @Test
    void namesTheRootOfADocumentThatItDoesNotKnow() {
        CommandRun run = CommandRun.withInput(
                "<?xml version=\"1.0\"?><!-- an order --><inv:Invoice xmlns:inv=\"urn:x\"/>",
                "validate",
                "--json",
                "-");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("\"code\":\"UNSUPPORTED_TYPE\"", "\"found\":\"XML document inv:Invoice\"", "\"offset\":0");
    }

    @Test
    void endsWithTwoForAFileThatIsNotThereAndForAGuideThatFitsNothing() throws Exception {
        Path guide = Files.writeString(folder.resolve("g.yaml"), "guide: g\nfor: x12/004010/999\nrules: {}\n");

        assertThat(CommandRun.of("validate", "no-such-file"))
                .isEqualTo(new CommandRun(2, "", "There is no file no-such-file that can be read.\n"));
        assertThat(CommandRun.withInput(Orders.SOUND, "validate", "--guide", guide.toString(), "-")
                        .errors())
                .contains("'x12/004010/999', which there is not");
    }

    @Test
    void putsAMarkInPlaceOfControlCharactersSoThatAFileCannotSpeakToTheTerminal() {
        String evil = Orders.SOUND.replace("*85*", "*\u001b[2J*");

        assertThat(CommandRun.withInput(evil, "validate", "-").out()).doesNotContain("\u001b");
    }
}
