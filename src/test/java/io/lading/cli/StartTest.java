package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that need no hub start at once because they load nothing that only a hub needs. */
class StartTest {
    private static final List<String> HUB_ONLY = List.of(
            "org.springframework",
            "org.apache.camel",
            "org.apache.activemq",
            "org.smooks",
            "java.net.http",
            "sun.security.ssl");

    @TempDir
    Path folder;

    @Test
    void loadsNeitherContainerNorNetwork() throws Exception {
        Path file = Files.writeString(folder.resolve("order.x12"), Orders.SOUND);

        for (String verb : List.of("validate", "explain", "ack", "translate")) {
            assertThat(classes(verb, file.toString()))
                    .as(verb)
                    .hasSizeGreaterThan(300)
                    .filteredOn(name -> HUB_ONLY.stream().anyMatch(name::startsWith))
                    .isEmpty();
        }
    }

    private List<String> classes(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.txt");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-XX:TieredStopAtLevel=1",
                "-Dlading.home=" + Home.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.lading.cli.Lading"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*\\])+ ?", "").split(" ")[0])
                .toList();
    }
}
