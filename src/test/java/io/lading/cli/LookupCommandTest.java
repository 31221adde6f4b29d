package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupCommandTest {
    private final ServedHub hub = ServedHub.shared();

    @TempDir
    Path folder;

    @Test
    void setsShowsAndRemovesWhatACodeMeans() throws IOException {
        assertThat(run("set", "lookup-colours", "R", "red", "--scope", "umbrella")
                        .out())
                .contains("R means red in lookup-colours for umbrella.");
        run("set", "lookup-colours", "B", "blue", "--scope", "umbrella");
        run("set", "lookup-colours", "R", "crimson", "--scope", "umbrella");

        assertThat(run("show", "lookup-colours", "--scope", "umbrella").out().lines())
                .containsExactly("canonical,code", "blue,B", "crimson,R");
        assertThat(run("show", "lookup-colours", "--scope", "umbrella", "--find", "blue", "--json")
                        .out())
                .contains("\"rows\":[\"blue,B\"]");
        assertThat(run("list").out()).containsPattern("lookup-colours +umbrella +2 rows");
        assertThat(run("remove", "lookup-colours", "B", "--scope", "umbrella").code())
                .isEqualTo(ExitCode.FINE);
        assertThat(run("remove", "lookup-colours", "B", "--scope", "umbrella").errors())
                .contains("has no row for the code 'B'");
        assertThat(run("remove", "lookup-colours", "--all", "--scope", "umbrella")
                        .out())
                .contains("is gone");
        assertThat(run("show", "lookup-colours", "--scope", "umbrella").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(CommandRun.of(with("audit")).out()).contains("forgot the lookup table lookup-colours for umbrella");
    }

    @Test
    void importsAndExportsAWholeTable() throws IOException {
        Path file = folder.resolve("sizes.csv");
        Files.writeString(file, "canonical,code\nlarge,L\nsmall,S\n");
        Path back = folder.resolve("back.csv");

        CommandRun imported = run("import", "lookup-sizes", file.toString(), "--on-miss", "hold");
        run("export", "lookup-sizes", "--file", back.toString());

        assertThat(imported.out())
                .contains("The table lookup-sizes for everybody is in force: 2 rows added, 0 removed.");
        assertThat(back).hasSameTextualContentAs(file);
        run("set", "lookup-sizes", "M", "medium");
        assertThat(run("list").out()).contains("on a miss: hold");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path file = folder.resolve("wrong.csv");
        Files.writeString(file, "canonical,code\nlarge,L\nsmall,L\n");

        assertThat(run("import", "lookup-wrong", file.toString()).errors()).contains("'L' stands twice");
        assertThat(run("import", "lookup-wrong", folder.resolve("none.csv").toString())
                        .errors())
                .contains("There is no file");
        assertThat(run("set", "lookup-wrong", "a,b", "c").errors()).contains("without commas");
        assertThat(run("set", "lookup-wrong", "a", "c", "--scope", "nobody").errors())
                .contains("expected a partner or an agreement");
        assertThat(run("remove", "lookup-wrong").errors()).contains("--all");
    }

    private CommandRun run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("lookup"));
        all.addAll(List.of(arguments));
        return CommandRun.of(with(all.toArray(String[]::new)));
    }

    private String[] with(String... arguments) throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, hub.administrator);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--hub", hub.at("/").toString(), "--token-file", token.toString()));
        return all.toArray(String[]::new);
    }
}
