package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LadingTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void printsItsVersionForMachines() {
        assertThat(run("version", "--json")).isZero();
        assertThat(out.toString()).startsWith("{\"version\":\"").contains("\"java\":\"");
    }

    @Test
    void endsWithTwoWhenItIsUsedWrongly() {
        assertThat(run("version", "--jsom")).isEqualTo(2);
        assertThat(errors.toString()).contains("--jsom", "--json");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void namesTheVerbThatWasPerhapsMeant() {
        assertThat(run("vaildate", "orders.x12")).isEqualTo(2);
        assertThat(run("lookup", "lst")).isEqualTo(2);

        assertThat(errors.toString().lines())
                .containsExactly(
                        "'lading' has no verb 'vaildate'. Did you mean 'validate'?",
                        "See: lading --help",
                        "'lading lookup' has no verb 'lst'. Did you mean 'list'?",
                        "See: lading lookup --help");
    }

    @Test
    void endsWithThreeAndSaysHowToStartOneWhenNoHubRuns() {
        assertThat(run("health", "--data", folder.toString())).isEqualTo(3);
        assertThat(errors.toString())
                .contains("No hub is running with the data folder " + folder + ". Start it with `./lading run`");
    }

    @Test
    void endsWithThreeWhenNobodyAnswersAtTheAddressThatAKilledHubLeft() throws Exception {
        Files.writeString(folder.resolve("hub.json"), "{\"url\":\"http://127.0.0.1:1/\",\"pid\":1}");
        Files.writeString(folder.resolve("admin-token"), "ldg_x\n");

        assertThat(run("health", "--data", folder.toString())).isEqualTo(3);
        assertThat(errors.toString()).contains("No hub answers at http://127.0.0.1:1/.");
    }

    @Test
    void endsWithTwoAndOneSentenceWhenTheHubRefusesToStart() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run("run", "--data", file.toString())).isEqualTo(2);
        assertThat(errors.toString()).startsWith("The data folder " + file + " cannot be used: ");
    }

    private int run(String... arguments) {
        CommandLine command = Lading.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }
}
