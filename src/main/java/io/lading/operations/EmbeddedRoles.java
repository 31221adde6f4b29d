package io.lading.operations;

import io.lading.operations.DatabaseServer.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * The database and the two roles of an embedded cluster. The owner is the role the cluster was made with; clusters of
 * earlier versions have that one alone, and get the other at their next start.
 */
record EmbeddedRoles(Login owner, Login runtime) {
    static final String OWNER = "lading";
    static final String OWNER_PASSWORD = "lading.password";
    static final String DATABASE = "lading";

    private static final String RUNTIME = "lading_hub";
    private static final String RUNTIME_PASSWORD = "lading_hub.password";
    private static final String CREATED = "lading.created";

    static String newPassword() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes what is missing; harmless to repeat, also after a kill in the middle. */
    static EmbeddedRoles prepare(Path folder, int port) throws IOException, SQLException {
        Login owner = new Login(
                OWNER, Files.readString(folder.resolve(OWNER_PASSWORD)).strip());
        Path file = folder.resolve(RUNTIME_PASSWORD);
        boolean known = Files.exists(file) && Files.exists(folder.resolve(CREATED));
        if (!known) {
            create(folder, port, owner, file);
        }
        return new EmbeddedRoles(
                owner, new Login(RUNTIME, Files.readString(file).strip()));
    }

    /** The password is written down last: a file that is there says that the role is, too, and has it. */
    private static void create(Path folder, int port, Login owner, Path file) throws IOException, SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url(port, "postgres"), owner.user(), owner.password());
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE);
            }
            String password = newPassword();
            String verb =
                    exists(statement, "select 1 from pg_roles where rolname = '" + RUNTIME + "'") ? "alter" : "create";
            statement.execute(verb + " role " + RUNTIME
                    + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '" + password
                    + "'");
            DataFolder.writePrivate(file, password);
        }
        Files.writeString(folder.resolve(CREATED), "");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }
}
