package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.cli.process.Scratch;
import io.lading.cli.torture.HubPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution's PostgreSQL, started for one test on a free port, with durable settings; not as root. */
final class ExternalPostgres implements AutoCloseable {
    private static final String SECRET = "only-for-this-test";

    private final Path folder;
    private final List<String> command;
    private final int port;
    private Process server;

    private ExternalPostgres(Path folder, List<String> command, int port) throws IOException {
        this.folder = folder;
        this.command = command;
        this.port = port;
        this.server = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** Stops the server as its administrator would, ending all sessions, and starts it again on the same port. */
    void restart() throws Exception {
        Path pid = folder.resolve("data").resolve("postmaster.pid");
        run(List.of("kill", "-INT", Files.readAllLines(pid).get(0).strip())); // "fast" shutdown
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        server = launch();
        awaitAnswer();
    }

    /** Skips the test by name where the machine has no server. */
    static ExternalPostgres start() throws Exception {
        Path programs = programs();
        Path folder = Files.createTempDirectory("lading-postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path password = Files.writeString(folder.resolve("password"), SECRET);
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        if (isRoot()) {
            run(List.of("chown", "postgres", data.toString(), password.toString()));
        }
        run(asServer(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=lading",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions")));
        int port = freePort();
        List<String> command = asServer(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200"));
        ExternalPostgres started = new ExternalPostgres(folder, command, port);
        started.awaitAnswer();
        return started;
    }

    HubPair.Database database() {
        return new HubPair.Database("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "lading", SECRET);
    }

    private static Path programs() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        assumeTrue(Files.isDirectory(all), "No PostgreSQL server is installed (Debian: apt-get install postgresql)");
        try (Stream<Path> versions = Files.list(all)) {
            Path programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            assumeTrue(programs != null, "No PostgreSQL server is installed (Debian: apt-get install postgresql)");
            return Objects.requireNonNull(programs);
        }
    }

    /** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
    private static List<String> asServer(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        HubPair.Database database = database();
        while (true) {
            try (Connection connection =
                    DriverManager.getConnection(database.url(), database.user(), database.password())) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                boolean ended = server.waitFor(50, TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > deadline) {
                    String log = Files.readString(folder.resolve("log"));
                    close();
                    throw new IOException("PostgreSQL does not answer: " + log, e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // runuser passes TERM on; INT would only reach itself. Without sessions left, TERM ends the server.
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Scratch.remove(folder);
    }
}
