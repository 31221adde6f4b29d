package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the root, with a Java that only says how it was started. */
class LaunchScriptTest {
    @TempDir
    Path home;

    @BeforeEach
    void installsTheScriptBesideAJavaThatRepeatsItsArguments() throws IOException {
        Files.copy(Path.of("lading"), home.resolve("lading"));
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(home.resolve("target/run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "validate"})
    void startsEveryKindOfVerbWithoutAnyVariableSet(String verb) throws Exception {
        assertThat(start(Map.of(), verb)).endsWith("io.lading.cli.Lading " + verb);
    }

    @Test
    void letsNoLibraryMakeJavaObjectsOfAStrangersBytes() throws Exception {
        assertThat(start(Map.of(), "run")).contains(" -Djdk.serialFilter=!* ");
    }

    @Test
    void keepsTheClassesOfTheFirstRunForTheNext() throws Exception {
        Path archive = home.toRealPath().resolve("target/run/classes.jsa");
        assertThat(start(Map.of(), "run")).contains("-XX:ArchiveClassesAtExit=" + archive);

        Files.createFile(archive);

        assertThat(start(Map.of(), "run")).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void passesFlagsOnAndUsesNoArchiveWhileJavaRecordsItself() throws Exception {
        Files.createFile(home.resolve("target/run/classes.jsa"));

        assertThat(start(Map.of("LADING_JAVA_FLAGS", "-Xmx256m -XX:StartFlightRecording:settings=profile"), "run"))
                .contains(" -Xmx256m -XX:StartFlightRecording:settings=profile ")
                .doesNotContain("SharedArchiveFile");
    }

    /** What the script prints, errors included; the environment holds nothing but a path and what is given. */
    private String start(Map<String, String> variables, String verb) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("lading").toString(), verb);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
