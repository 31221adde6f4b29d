package io.lading.operations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A migrated database for a test of its own, on one server that all tests of this process share. The server forgets
 * durability: tests about that start a server of their own.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String PASSWORD = "LADING_TEST_DATABASE_PASSWORD";
    private static final String OWNER_PASSWORD = "LADING_TEST_DATABASE_OWNER_PASSWORD";
    private static final String TEMPLATE = "migrated";

    private final EmbeddedDatabase server;
    private final String name;
    private final HikariDataSource dataSource;

    private TestDatabase(EmbeddedDatabase server, String name) {
        this.server = server;
        this.name = name;
        this.dataSource = pool(server, name);
    }

    /** A new database with all migrations applied. */
    public static TestDatabase fresh() {
        EmbeddedDatabase server = Shared.SERVER;
        String name = "test" + NUMBERS.incrementAndGet();
        run(server, "create database " + name + " template " + TEMPLATE);
        return new TestDatabase(server, name);
    }

    /** Connections of the role that a running hub works by. */
    public DataSource runtime() {
        return RecordSchema.plain(url(server, name), server.runtime());
    }

    /**
     * What uses a database as long as the process lives, such as a hub that many tests share: it is ended before the
     * server is, for without its database it would wait for one until nobody waits for the process any more.
     */
    public static void endBeforeServer(Runnable end) {
        Shared.USERS.add(end);
    }

    /** Connections of the role that owns the tables, in a pool like the hub's; a hub itself gets the run-time role. */
    public HikariDataSource dataSource() {
        return dataSource;
    }

    /** The variables by which a hub, in this process or in its own, is told to use this database. */
    public Map<String, String> environment() {
        return Map.of(
                "LADING_DATABASE_URL",
                url(server, name),
                "LADING_DATABASE_USER",
                server.runtime().user(),
                "LADING_DATABASE_PASSWORD",
                "env:" + PASSWORD,
                PASSWORD,
                server.runtime().password(),
                "LADING_DATABASE_OWNER",
                owner(server).user(),
                "LADING_DATABASE_OWNER_PASSWORD",
                "env:" + OWNER_PASSWORD,
                OWNER_PASSWORD,
                owner(server).password());
    }

    @Override
    public void close() {
        dataSource.close();
        run(server, "drop database " + name + " with (force)");
    }

    private static HikariDataSource pool(EmbeddedDatabase server, String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(server, name));
        config.setUsername(owner(server).user());
        config.setPassword(owner(server).password());
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    private static DatabaseServer.Login owner(EmbeddedDatabase server) {
        return server.owner().orElseThrow();
    }

    private static String url(EmbeddedDatabase server, String name) {
        return server.url().replaceFirst("/[^/]*$", "/" + name);
    }

    private static void run(EmbeddedDatabase server, String sql) {
        try (Connection connection = DriverManager.getConnection(
                        server.url(), owner(server).user(), owner(server).password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Started when the first test needs it, gone with the process. */
    private static final class Shared {
        private static final String PREFIX = "test-database-";

        static final Queue<Runnable> USERS = new ConcurrentLinkedQueue<>();
        static final EmbeddedDatabase SERVER = start();

        private static EmbeddedDatabase start() {
            Path target = Path.of("target").toAbsolutePath();
            removeStale(target);
            DataFolder folder = DataFolder.claim(
                    target.resolve(PREFIX + ProcessHandle.current().pid()));
            EmbeddedDatabase server = EmbeddedDatabase.start(
                    folder,
                    0,
                    PostgresBinaries.defaultCache(target),
                    List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
            run(server, "create database " + TEMPLATE);
            try {
                RecordSchema.prepare(url(server, TEMPLATE), server.owner(), server.runtime());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server;
        }

        /** A test process that was killed leaves its server running. */
        private static void removeStale(Path target) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, PREFIX + "*")) {
                for (Path folder : folders) {
                    String owner = folder.getFileName().toString().substring(PREFIX.length());
                    if (ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                        ServerProcess.stopLeftOver(folder.resolve("database"));
                        PostgresBinaries.deleteTree(folder);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void stop(EmbeddedDatabase server, DataFolder folder) {
            USERS.forEach(Runnable::run);
            server.close();
            try {
                folder.close();
                PostgresBinaries.deleteTree(folder.path());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
