package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.operations.DatabaseServer.Login;
import io.lading.security.MasterKey;
import io.lading.tracking.audit.AuditCheck;
import io.lading.tracking.audit.AuditKeys;
import io.lading.tracking.audit.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub works by a role that owns nothing and cannot rewrite the audit, in folders of earlier versions too. */
@Timeout(120)
@Tag("long")
class DatabaseRolesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'x'",
                "delete from audit",
                "truncate audit",
                "update event set actor = 'x'",
                "delete from event",
                "delete from configuration",
                "alter table audit disable trigger all",
                "drop table audit",
                "set session_replication_role = replica",
                "create table mine (id int)",
                "update flyway_schema_history set success = false",
                "alter role lading_hub superuser",
                "copy audit to program 'cat'",
            })
    void theRoleOfTheRunningHubMayNot(String sql) throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.runtime().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void aPartitionOfTheAuditGivesNoWayAround() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.runtime().getConnection();
                Statement statement = connection.createStatement()) {
            String partition = text(
                    statement,
                    "select inhrelid::regclass::text from pg_inherits where inhparent = 'event'::regclass limit 1");
            assertThatThrownBy(() -> statement.execute("delete from " + partition))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theRoleOfTheRunningHubMakesPartitionsThroughTheOwnersFunction() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.runtime().getConnection();
                Statement statement = connection.createStatement()) {
            String made = text(statement, "select lading_ensure_partitions('2031-01-15', '2031-01-20')");
            assertThat(Integer.parseInt(made)).isPositive();
        }
    }

    @Test
    void oneRoleForEverythingIsToldWithWhatToDo() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection owner = database.dataSource().getConnection();
                Connection runtime = database.runtime().getConnection()) {
            assertThat(RecordSchema.weakness(owner)).contains("is a superuser", "database.owner");
            assertThat(RecordSchema.weakness(runtime)).isEmpty();
        }
    }

    /** What a hub of an earlier version left: one role, a superuser, and tables that it owns. */
    @Test
    void aFolderOfAnEarlierVersionGetsItsSecondRoleAtTheNextStart() throws Exception {
        try (DataFolder data = DataFolder.claim(folder)) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                Login one = database.owner().orElseThrow();
                Flyway.configure()
                        .dataSource(RecordSchema.plain(database.url(), one))
                        .target("19")
                        .load()
                        .migrate();
                execute(database, one, "drop role lading_hub");
                execute(database, one, "insert into counter values ('kept', 7)");
                execute(
                        database,
                        one,
                        "insert into audit (number, at, actor, action, subject, detail, seal)"
                                + " values (1, now() - interval '70 days', 'ci', 'secret.set', 'erp', '', '\\x01')");
                execute(
                        database,
                        one,
                        "insert into event (id, kind, actor, detail, at)"
                                + " values (lading_first_id(now()), 'receipt', 'globex', '', now())");
            }
            Files.delete(folder.resolve("database/lading_hub.password"));

            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                RecordSchema.prepare(database.url(), database.owner(), database.runtime());
                try (Connection connection = connect(database, database.runtime());
                        Statement statement = connection.createStatement()) {
                    assertThat(text(statement, "select value from counter where scope = 'kept'"))
                            .isEqualTo("7");
                    assertThat(text(statement, "select rolsuper from pg_roles where rolname = current_user"))
                            .isEqualTo("f");
                    assertThat(RecordSchema.weakness(connection)).isEmpty();
                }
                sealsWhatWasThereBefore(RecordSchema.plain(database.url(), database.runtime()), database);
            }
        }
    }

    private void sealsWhatWasThereBefore(DataSource runtime, EmbeddedDatabase database) throws SQLException {
        AuditKeys keys = AuditKeys.open(runtime, MasterKey.parse("7".repeat(64)).orElseThrow(), List.of());
        Path anchor = folder.resolve(Sealer.ANCHOR);
        new Sealer(runtime, keys, anchor, Clock.systemUTC()).seal();
        AuditCheck check = new AuditCheck(runtime, keys, anchor);
        assertThat(check.check().problems()).isEmpty();
        assertThat(check.check().rows()).as("the entry and the event").isEqualTo(2);

        execute(
                database,
                database.owner().orElseThrow(),
                "set session_replication_role = replica; update audit set actor = 'x'");
        assertThat(check.check().problems()).singleElement().asString().contains("Rows of audit", "were changed");
    }

    private static void execute(EmbeddedDatabase database, Login login, String sql) throws SQLException {
        try (Connection connection = connect(database, login);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedDatabase database, Login login) throws SQLException {
        return DriverManager.getConnection(database.url(), login.user(), login.password());
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
