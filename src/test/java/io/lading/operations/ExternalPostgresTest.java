package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server of the distribution, which is older than ours: 15 is the oldest we promise. */
@Timeout(120)
class ExternalPostgresTest {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    @TempDir
    Path folder;

    @Test
    void runsOnTheDistributionsPostgresql() throws Exception {
        Optional<Path> binaries = binaries();
        Needs.thatHolds(
                binaries.isPresent(), "there is no PostgreSQL in " + INSTALLED + " (apt-get install postgresql)");
        Path cluster = folder.resolve("cluster");
        Files.createDirectories(cluster);
        boolean root = ServerProcess.isRoot(cluster);
        int port = freePort();
        ServerProcess.run(
                ServerProcess.wrapped(
                        List.of(program(binaries, "initdb"), "-D", cluster.toString(), "-U", "lading", "-A", "trust"),
                        root,
                        false),
                "initdb");
        Process server = new ProcessBuilder(ServerProcess.wrapped(
                        List.of(
                                program(binaries, "postgres"),
                                "-D",
                                cluster.toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "listen_addresses=127.0.0.1"),
                        root,
                        true))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(Postmaster.becomesReady(server, cluster)).isTrue();
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
            try (Hub hub = Hub.start(TestSettings.in(folder.resolve("data"), Map.of(), "database.url=" + url))) {
                assertThat(hub.part(HealthController.class)
                                .ready()
                                .getStatusCode()
                                .value())
                        .isEqualTo(200);
                assertThat(version(hub)).isGreaterThanOrEqualTo(150_000);
            }
        } finally {
            ServerProcess.signal(server.pid(), "INT");
            server.waitFor();
        }
    }

    private static Optional<Path> binaries() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .min(Comparator.naturalOrder());
        }
    }

    private static String program(Optional<Path> binaries, String name) {
        return binaries.orElseThrow().resolve(name).toString();
    }

    private static int version(Hub hub) throws Exception {
        try (Connection connection = hub.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_version_num")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
