package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
    private static final String COMMUNITY = "examples/all-doors/partners";

    @TempDir
    Path folder;

    @Test
    void namesThePartnersThereAre() {
        CommandRun run = simulate("globexx");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.errors()).contains("There is no partner globexx").contains("globex, ");
    }

    @Test
    void namesTheMisbehavioursThereAre() {
        CommandRun run = simulate("globex", "--misbehave", "rude");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.errors()).contains("'rude'").contains("wrong-certificate");
    }

    @Test
    @Tag("long")
    void findsTheHubRightWhateverABuyerOnAs2Does() {
        CommandRun run = simulate("globex", "--json", "--misbehave", "duplicate,truncated,wrong-certificate,reordered");

        JsonNode told = JsonMapper.shared().readTree(run.out());
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("delivered").asInt()).isEqualTo(4);
        assertThat(told.path("refused").asInt()).isEqualTo(2);
        assertThat(run.code()).isEqualTo(ExitCode.FINE);
    }

    @Test
    @Tag("long")
    void findsTheHubRightWhenASupplierAnswersLateOrRejects() {
        CommandRun run = simulate("umbrella", "--json", "--misbehave", "late,rejecting");

        JsonNode told = JsonMapper.shared().readTree(run.out());
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("received").asInt()).isEqualTo(2);
        assertThat(told.path("answered").asInt()).isEqualTo(2);
        assertThat(run.code()).isEqualTo(ExitCode.FINE);
    }

    private CommandRun simulate(String partner, String... more) {
        String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {
                    "simulate",
                    partner,
                    "--partners",
                    COMMUNITY,
                    "--data",
                    folder.resolve("data").toString()
                },
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandRun.of(arguments);
    }
}
