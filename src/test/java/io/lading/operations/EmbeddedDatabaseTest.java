package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("long")
class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

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
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "guess"))
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
    void beginsAnewWhenAKillCutTheFirstStartShort() throws Exception {
        Files.createDirectories(folder.resolve("database.new/base"));

        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                Connection connection = connect(database)) {
            assertThat(connection.isValid(5)).isTrue();
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

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
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
