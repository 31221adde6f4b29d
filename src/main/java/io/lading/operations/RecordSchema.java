package io.lading.operations;

import io.lading.operations.DatabaseServer.Login;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The record's tables: brought to this version by the role that owns them, and granted to the one the hub runs by. */
final class RecordSchema {
    /** Rows that are only added. Partitions get no rights at all: they are reached through their table. */
    private static final Set<String> KEPT = Set.of(
            "audit",
            "audit_seal",
            "audit_retention",
            "event",
            "receipt",
            "configuration",
            "configuration_file",
            "configuration_content");

    private RecordSchema() {}

    /** Connections of a role, each made when asked for. */
    static DataSource plain(String url, Login login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName("lading owner");
        return source;
    }

    /** Runs what migrations are missing, then says anew what the run-time role may do; harmless to repeat. */
    static void prepare(String url, Optional<Login> owner, Login runtime) throws SQLException {
        DataSource source = plain(url, owner.orElse(runtime));
        source.getConnection().close(); // says in its own words why a server cannot be reached
        migrate(source);
        if (owner.isPresent()) {
            try (Connection connection = source.getConnection()) {
                grant(connection, runtime.user());
            }
        }
    }

    static void migrate(DataSource source) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static void grant(Connection connection, String role) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            String to = statement.enquoteIdentifier(role, true);
            // Two hubs that start at once would trip over each other's rows of the catalogue.
            statement.execute("select pg_advisory_xact_lock(7206)");
            String schema = statement.enquoteIdentifier(one(statement, "select current_schema()"), true);
            statement.execute("grant usage on schema " + schema + " to " + to);
            for (String view : names(statement, "relkind = 'v'")) {
                statement.execute(
                        "grant select on " + schema + "." + statement.enquoteIdentifier(view, true) + " to " + to);
            }
            for (String table : names(statement, "relkind in ('r', 'p') and not relispartition")) {
                String name = schema + "." + statement.enquoteIdentifier(table, true);
                statement.execute("revoke all on " + name + " from " + to);
                statement.execute("grant " + rights(table) + " on " + name + " to " + to);
            }
            statement.execute("grant usage on all sequences in schema " + schema + " to " + to);
            statement.execute("grant execute on all functions in schema " + schema + " to " + to);
        }
        connection.commit();
    }

    private static String rights(String table) {
        if (table.equals("flyway_schema_history")) {
            return "select";
        }
        if (table.equals("state_change")) {
            return "select"; // written by triggers, as the owner
        }
        return KEPT.contains(table) ? "select, insert" : "select, insert, update, delete";
    }

    private static List<String> names(Statement statement, String which) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select relname from pg_class where relnamespace = current_schema()::regnamespace and " + which
                        + " order by relname")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Empty if the role of these connections cannot change what the audit keeps; else why it can, and what to do. */
    static String weakness(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select rolsuper from pg_roles where rolname = current_user),
                            pg_has_role(current_user, (select relowner from pg_class where oid = 'audit'::regclass), 'member'),
                            has_table_privilege('audit', 'update, delete, truncate')""")) {
            row.next();
            String why = row.getBoolean(1)
                    ? "is a superuser"
                    : row.getBoolean(2)
                            ? "owns the tables"
                            : row.getBoolean(3) ? "may change or remove rows of the audit" : "";
            return why.isEmpty()
                    ? ""
                    : "The role by which the hub uses the database " + why
                            + ", so a hub that was broken into could rewrite"
                            + " its own audit. Make a second role and name the first one by database.owner; the guide"
                            + " of the database has the statements.";
        }
    }
}
