package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsTheSchemasThereAre() {
        assertThat(CommandRun.of("schema", "show").out())
                .contains("x12/004010/850        purchase order\n", "x12/005010/850        purchase order\n");
    }

    @Test
    void showsWhatASetMayHoldLoopsIndented() {
        assertThat(CommandRun.of("schema", "show", "x12/004010/850").out())
                .startsWith("""
                        x12/004010/850  purchase order
                          ST   M ×1       set header
                          BEG  M ×1       order header
                          CUR  O ×1       currency
                        """)
                .contains("  N1   O ×200     party  starts a loop\n    N2   O ×2       more names\n");
    }

    @Test
    void marksWhatAPartnersGuideMadeOfIt() throws Exception {
        String guide = Files.writeString(folder.resolve("globex-850.yaml"), """
                        guide: globex-850
                        for: x12/004010/850
                        rules:
                          REF DP: mandatory
                          FOB: forbidden
                          BEG03: { length: 1-10 }
                        """).toString();

        assertThat(CommandRun.of("schema", "show", "--guide", guide, "x12/004010/850")
                        .out())
                .contains("  FOB  – not used freight terms  by the guide\n", "  REF DP must come  by the guide\n");
        assertThat(CommandRun.of("schema", "show", "--guide", guide, "x12/004010/850/BEG")
                        .out())
                .contains("  BEG03   324  M  text, 1 to 10 characters          order number  by the guide\n");
    }

    @Test
    void tellsAnElementsConditionsInWords() {
        assertThat(CommandRun.of("schema", "show", "x12/004010/850/N1").out())
                .contains("at least one of the elements 2, 3 must come", "elements 3, 4 come together or not at all");
    }

    @Test
    void endsWithTwoForASchemaThatThereIsNot() {
        assertThat(CommandRun.of("schema", "show", "x12/004010/000").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(CommandRun.of("schema", "show", "x12/004010/850/ZZZ").errors())
                .isEqualTo("x12/004010/850 has no segment ZZZ.\n");
    }
}
