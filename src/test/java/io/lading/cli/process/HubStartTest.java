package io.lading.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a hub that a verb starts: how far it is, or why it does not start. */
class HubStartTest {
    @TempDir
    Path folder;

    private final StringWriter told = new StringWriter();

    @Test
    void aTakenPortIsToldInOneSentenceBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path partners = Files.createDirectories(folder.resolve("partners"));
            Path data = folder.resolve("data");
            HubProcess.Settings settings = HubProcess.Settings.of(Path.of("."), data, partners, Map.of())
                    .shortLived()
                    .on(other.getLocalPort());

            assertThatThrownBy(() -> HubProcess.start(settings))
                    .isInstanceOf(HubDidNotStart.class)
                    .hasMessage("The hub did not start. Port " + other.getLocalPort()
                            + " of 127.0.0.1 is taken by another program. Stop it, or choose another port by http.port"
                            + " (or --port).")
                    .asInstanceOf(InstanceOfAssertFactories.type(HubDidNotStart.class))
                    .extracting(HubDidNotStart::code)
                    .isEqualTo(2);
            assertThat(data.resolve("database")).doesNotExist();
        }
    }

    /** The ports, certificates and database of {@code lading.yaml} belong to the hub that really runs. */
    @Test
    void aPlayedHubDoesNotReadTheSettingsOfTheRealOne() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path home = Files.createDirectories(folder.resolve("home"));
            Files.writeString(home.resolve("lading.yaml"), "partners: { port: not-a-port }\n");
            Path partners = Files.createDirectories(folder.resolve("partners"));
            HubProcess.Settings settings = HubProcess.Settings.of(home, folder.resolve("data"), partners, Map.of())
                    .shortLived()
                    .on(other.getLocalPort());

            assertThatThrownBy(() -> HubProcess.start(settings))
                    .isInstanceOf(HubDidNotStart.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " of 127.0.0.1 is taken");
        }
    }

    @Test
    void theStageIsTheLastOneThatThisProcessNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("hub.out"), stage("of an earlier life"));
        HubLog log = HubLog.continuing(file);
        assertThat(log.stage()).isEmpty();

        Files.writeString(file, stage("of an earlier life") + stage("the database is made") + stage("\\\"x\\\""));

        assertThat(log.stage()).isEqualTo("\\\"x\\\"");
    }

    @Test
    void theLastWordsAreTheSentencesForPeople() throws Exception {
        Path file = folder.resolve("hub.out");
        HubLog log = HubLog.continuing(file);
        assertThat(log.lastWords()).contains("It said nothing").contains(file.toString());

        Files.writeString(file, stage("the database is made") + "Port 1 is taken.\n");
        assertThat(log.lastWords()).isEqualTo("Port 1 is taken.");

        Files.writeString(file, stage("the database is made"));
        assertThat(log.lastWords()).contains("the database is made");
    }

    @Test
    void whoWaitsLessThanASecondIsToldNothing() {
        watch(false).look(Duration.ofMillis(999), "the database is made");

        assertThat(told.toString()).isEmpty();
    }

    @Test
    void inAPipeEachStageIsALine() {
        StartWatch watch = watch(false);
        watch.look(Duration.ofSeconds(1), "");
        watch.look(Duration.ofSeconds(2), "the database is made");
        watch.look(Duration.ofSeconds(3), "the database is made");
        watch.look(Duration.ofSeconds(4), "");
        watch.done();

        assertThat(told.toString().lines())
                .containsExactly(
                        "The hub is starting, 1 s: Java is started", "The hub is starting, 2 s: the database is made");
    }

    @Test
    void onATerminalOneLineIsDrawnAgainAndWipedAtTheEnd() {
        StartWatch watch = watch(true);
        watch.look(Duration.ofSeconds(1), "the database is made");
        watch.look(Duration.ofSeconds(2), "the database is made");
        watch.done();

        assertThat(told.toString()).doesNotContain("\n");
        assertThat(told.toString()).contains("2 s: the database is made").endsWith("\r\u001b[K");
    }

    private StartWatch watch(boolean terminal) {
        return new StartWatch(new PrintWriter(told), terminal);
    }

    private static String stage(String words) {
        return "{\"level\":\"INFO\",\"message\":\"Starting: " + words + "\"}\n";
    }
}
