package io.lading.operations;

import io.lading.security.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of the hub's own, with its data below the data folder. A server that a killed hub left behind is
 * stopped first; PostgreSQL's own recovery then brings back every committed row. One that ends while the hub runs is
 * started again on the same port, as often as it takes, so that connection pools find it again.
 */
final class EmbeddedDatabase implements DatabaseServer {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Postmaster.Plan plan;
    private final Login owner;
    private final Login runtime;
    private final Thread watch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Postmaster now;
    private volatile boolean closing;
    private volatile String trouble = "";

    private EmbeddedDatabase(Postmaster.Plan plan, Postmaster now, Login owner, Login runtime) {
        this.plan = plan;
        this.now = now;
        this.owner = owner;
        this.runtime = runtime;
        this.watch = new Thread(this::watch, "embedded-database");
        watch.setDaemon(true);
    }

    /** Starts the server of a data folder that this process has claimed, making the database the first time. */
    static EmbeddedDatabase start(DataFolder data) {
        return start(data, 0);
    }

    /** @param port 0 for any free one */
    static EmbeddedDatabase start(DataFolder data, int port) {
        return start(data, port, PostgresBinaries.defaultCache(data.path().resolve("cache")), List.of());
    }

    /** @param moreSettings arguments of the server, after ours and stronger */
    static EmbeddedDatabase start(DataFolder data, int port, Path cache, List<String> moreSettings) {
        Path folder = data.database();
        try {
            Path binaries = PostgresBinaries.in(cache);
            PrivateFolder.create(data.logs());
            ServerProcess.stopLeftOver(folder);
            if (!Files.exists(folder.resolve("PG_VERSION"))) {
                log.info("Starting: the database is made, which only the first start does");
                initialise(binaries, folder);
            }
            Postmaster.Plan plan =
                    new Postmaster.Plan(binaries, folder, data.logs().resolve("postgresql.log"), moreSettings);
            log.info("Starting: the database is started");
            Postmaster server = Postmaster.start(plan, port);
            return supervised(plan, server);
        } catch (IOException | SQLException e) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL in " + folder + " does not start: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted.", e);
        }
    }

    private static EmbeddedDatabase supervised(Postmaster.Plan plan, Postmaster server)
            throws IOException, SQLException {
        try {
            EmbeddedRoles roles = EmbeddedRoles.prepare(plan.folder(), server.port());
            EmbeddedDatabase database = new EmbeddedDatabase(plan, server, roles.owner(), roles.runtime());
            database.watch.start();
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** Makes the cluster beside its place and renames it, so that a kill in between leaves nothing half made. */
    private static void initialise(Path binaries, Path folder) throws IOException, InterruptedException {
        Path draft = folder.resolveSibling("database.new");
        PostgresBinaries.deleteTree(draft);
        PrivateFolder.create(draft);
        Path password = folder.resolveSibling("database.password");
        DataFolder.writePrivate(password, EmbeddedRoles.newPassword());
        List<String> command = List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + EmbeddedRoles.OWNER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions");
        ServerProcess.run(
                ServerProcess.wrapped(command, ServerProcess.isRoot(draft), false), "Making the database in " + folder);
        Files.move(password, draft.resolve(EmbeddedRoles.OWNER_PASSWORD), StandardCopyOption.ATOMIC_MOVE);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void watch() {
        try {
            while (!closing) {
                if (now.process().waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (!closing) {
                        startAgain();
                    }
                } else {
                    boundLog();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the hub closes
        }
    }

    private void boundLog() {
        try {
            Postmaster.bound(plan.log(), Postmaster.MOST_LOG_BYTES);
        } catch (IOException e) {
            log.warn("The database's log {} cannot be begun anew: {}", plan.log(), e.getMessage());
        }
    }

    private void startAgain() throws InterruptedException {
        trouble = "The embedded database ended with code " + now.process().exitValue() + " and is started again.";
        log.error("{} Its log is {}", trouble, plan.log());
        long begun = System.nanoTime();
        Duration pause = Duration.ofMillis(500);
        while (!closing) {
            try {
                Postmaster again = Postmaster.start(plan, now.port());
                synchronized (this) {
                    now = again;
                    if (closing) {
                        again.stop();
                    }
                }
                trouble = "";
                log.warn(
                        "The embedded database runs again, {} ms after it ended",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                return;
            } catch (IOException | StartRefusedException e) {
                trouble = "The embedded database ended and does not start again: " + e.getMessage();
                log.error("{} The next try is in {} s", trouble, Math.max(1, pause.toSeconds()));
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    @Override
    public String url() {
        return EmbeddedRoles.url(now.port(), EmbeddedRoles.DATABASE);
    }

    @Override
    public Login runtime() {
        return runtime;
    }

    @Override
    public Optional<Login> owner() {
        return Optional.of(owner);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    long pid() {
        return now.process().pid();
    }

    @Override
    public void close() {
        Postmaster last;
        synchronized (this) {
            closing = true;
            last = now;
        }
        closed.countDown();
        last.stop();
        try {
            watch.join(TimeUnit.MINUTES.toMillis(2)); // it may be starting the server again, and then stops that one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "in " + plan.folder();
    }
}
