package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("long")
class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    private final List<Process> parents = new ArrayList<>();

    @AfterEach
    void endParents() {
        parents.forEach(Process::destroyForcibly);
    }

    @Test
    void runsWithEveryDurableSettingOn() throws Exception {
        Map<String, String> shown = new HashMap<>();
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                shown.put(setting, text(statement, "show " + setting));
            }
            assertThat(text(statement, "select count(*) from pg_settings where source = 'command line'"))
                    .isNotEqualTo("0");
        }

        assertThat(shown)
                .containsOnly(
                        Map.entry("fsync", "on"),
                        Map.entry("synchronous_commit", "on"),
                        Map.entry("full_page_writes", "on"),
                        Map.entry("data_checksums", "on"));
    }

    @Test
    void letsNobodyInWithoutThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            database.url(), database.runtime().user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(folder.resolve("database/lading.password")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void keepsRowsOverAnOrderlyStop() throws Exception {
        try (DataFolder data = DataFolder.claim(folder)) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                run(database, "create table kept (id int)", "insert into kept values (7)");
            }
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
                    Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                assertThat(text(statement, "select id from kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void refusesASecondHubOnTheSameFolderWithOneSentence() throws Exception {
        try (DataFolder first = DataFolder.claim(folder)) {
            assertThatThrownBy(() -> DataFolder.claim(folder))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage(
                            "Another hub (process " + ProcessHandle.current().pid() + ") is using the data folder "
                                    + first.path() + ". Stop it first, or give this one a folder of its own.");
        }
        DataFolder.claim(folder).close();
    }

    @Test
    void refusesASecondHubThatIsAnotherProcess() throws Exception {
        Process other = JavaProcess.of(Committer.class, folder.toString());
        try (BufferedReader said = output(other)) {
            assertThat(said.readLine()).startsWith("server ");

            assertThatThrownBy(() -> DataFolder.claim(folder))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("(process " + other.pid() + ")");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void stopsTheServerAKilledHubLeftBehindAndHasEveryCommittedRow() throws Exception {
        Process hub = JavaProcess.of(Committer.class, folder.toString());
        long leftOver;
        int committed = 0;
        try (BufferedReader said = output(hub)) {
            leftOver = Long.parseLong(said.readLine().substring("server ".length()));
            while (committed < 300) {
                committed = Integer.parseInt(said.readLine());
            }
            ServerProcess.signal(hub.pid(), "KILL");
            hub.waitFor();
            for (String line = said.readLine(); line != null && !line.isBlank(); line = said.readLine()) {
                committed = Integer.parseInt(line);
            }
        }
        assertThat(ProcessHandle.of(leftOver)).get().matches(ProcessHandle::isAlive, "outlives its hub");

        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            assertThat(database.pid()).isNotEqualTo(leftOver);
            assertThat(Integer.parseInt(text(statement, "select count(*) from work")))
                    .isBetween(committed, committed + 1);
        }
    }

    @Test
    void recoversWhenTheServerItselfWasKilled() throws Exception {
        try (DataFolder data = DataFolder.claim(folder)) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                run(database, "create table kept (id int)", "insert into kept values (7)");
                ServerProcess.signal(database.pid(), "KILL");
                ProcessHandle.of(database.pid())
                        .ifPresent(server ->
                                server.onExit().orTimeout(30, TimeUnit.SECONDS).join());
            }
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
                    Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                assertThat(text(statement, "select id from kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void takesNoNoticeOfAStrangersProcessNumberInTheLockFile() throws Exception {
        try (DataFolder data = DataFolder.claim(folder)) {
            EmbeddedDatabase.start(data).close();
            Path lock = folder.resolve("database/postmaster.pid");
            Files.writeString(lock, ProcessHandle.current().pid() + "\n" + folder + "\n");

            assertThat(ServerProcess.leftOver(folder.resolve("database"))).isEmpty();
        }
    }

    @Test
    void startsAServerThatWasKilledAloneAgainOnTheSamePortAndSaysSoMeanwhile() throws Exception {
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            run(database, "create table kept (id int)", "insert into kept values (7)");
            String url = database.url();
            long first = database.pid();

            ServerProcess.signal(first, "KILL");
            until(() -> !database.trouble().isEmpty());
            assertThat(database.trouble()).contains("ended with code 137");
            until(() -> database.trouble().isEmpty());

            assertThat(database.pid()).isNotEqualTo(first);
            assertThat(database.url()).isEqualTo(url);
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                assertThat(text(statement, "select id from kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void aLockFileOfAProcessThatServesNobodyRefusesNoStart() throws Exception {
        try (DataFolder data = DataFolder.claim(folder)) {
            EmbeddedDatabase.start(data).close();
            Path lock = folder.resolve("database/postmaster.pid");
            for (String stale : List.of(
                    Long.toString(unreaped()),
                    Long.toString(ProcessHandle.current().pid()),
                    "",
                    "x")) {
                Files.writeString(
                        lock, stale.isEmpty() ? "" : stale + "\n" + folder.resolve("database") + "\n0\n1\n\n\n0 0\n");
                try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
                        Connection connection = connect(database)) {
                    assertThat(connection.isValid(5))
                            .as("lock file '%s'", stale)
                            .isTrue();
                }
            }
        }
    }

    /** A process that has ended and that its parent, this shell, never asks about: it still answers to signals. */
    private long unreaped() throws Exception {
        Process parent = new ProcessBuilder("/bin/sh", "-c", "sleep 0.01 & echo $!; exec sleep 100").start();
        parents.add(parent);
        BufferedReader said = output(parent);
        long child = Long.parseLong(said.readLine());
        Path state = Path.of("/proc/" + child + "/stat");
        until(() -> Files.readString(state).contains(") Z "));
        return child;
    }

    @Test
    void theServerKnowsNothingOfTheHubsEnvironment() throws Exception {
        Needs.thatHolds(Files.isReadable(Path.of("/proc/self/environ")), "this system has no /proc");
        assertThat(System.getenv()).as("there is something to hide").containsKey("HOME");
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            String environment = Files.readString(Path.of("/proc/" + database.pid() + "/environ"));
            assertThat(environment.split("\0"))
                    .allMatch(variable -> variable.isEmpty()
                            || variable.matches("(?s)(PATH|LD_LIBRARY_PATH|TMPDIR|TZDIR|PG[A-Z]*|LC_[A-Z]*)=.*"));
        }
    }

    @Test
    void theServersLogIsBegunAnewWhenItIsLong() throws Exception {
        Path log = folder.resolve("postgresql.log");
        Files.writeString(log, "short");
        Postmaster.bound(log, 10);
        assertThat(log).hasContent("short");

        Files.writeString(log, "longer than it may be");
        Postmaster.bound(log, 10);
        assertThat(log).isEmptyFile();
        assertThat(folder.resolve("postgresql.log.1")).hasContent("longer than it may be");

        try (DataFolder data = DataFolder.claim(folder.resolve("data"))) {
            EmbeddedDatabase.start(data).close();
            try (RandomAccessFile grown =
                    new RandomAccessFile(data.logs().resolve("postgresql.log").toFile(), "rw")) {
                grown.setLength(Postmaster.MOST_LOG_BYTES + 1);
            }
            EmbeddedDatabase.start(data).close();
            assertThat(data.logs().resolve("postgresql.log").toFile().length()).isLessThan(100_000);
        }
    }

    @Test
    void beginsAnewWhenAKillCutTheFirstStartShort() throws Exception {
        Files.createDirectories(folder.resolve("database.new/base"));

        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                Connection connection = connect(database)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("60 seconds").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A process that commits rows one by one and tells of each afterwards, until it is killed. */
    static final class Committer {
        private Committer() {}

        public static void main(String[] arguments) throws Exception {
            DataFolder data = DataFolder.claim(Path.of(arguments[0]));
            EmbeddedDatabase database = EmbeddedDatabase.start(data);
            System.out.println("server " + database.pid());
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table work (id int)");
                for (int i = 1; ; i++) {
                    statement.execute("insert into work values (" + i + ")");
                    System.out.println(i);
                }
            }
        }
    }

    /** What it says itself; its log stands between. */
    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            @Override
            public @Nullable String readLine() throws IOException {
                String line = super.readLine();
                while (line != null && line.startsWith("{")) {
                    line = super.readLine();
                }
                return line;
            }
        };
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.url(),
                database.owner().orElseThrow().user(),
                database.owner().orElseThrow().password());
    }

    private static void run(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
