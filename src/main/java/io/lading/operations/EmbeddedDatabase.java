package io.lading.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of the hub's own, with its data below the data folder. A server that a killed hub left behind is
 * stopped first; PostgreSQL's own recovery then brings back every committed row.
 */
final class EmbeddedDatabase implements DatabaseServer {
    private static final String USER = "lading";
    private static final String NAME = "lading";
    private static final String PASSWORD = "lading.password";
    private static final String CREATED = "lading.created";

    private final Path folder;
    private final Process process;
    private final int port;
    private final String password;

    private EmbeddedDatabase(Path folder, Process process, int port, String password) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.password = password;
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
            DataFolder.makePrivate(data.logs());
            ServerProcess.stopLeftOver(folder);
            if (!Files.exists(folder.resolve("PG_VERSION"))) {
                initialise(binaries, folder);
            }
            Path log = data.logs().resolve("postgresql.log");
            EmbeddedDatabase database = launch(binaries, folder, log, port, moreSettings);
            database.createOnce();
            return database;
        } catch (IOException | SQLException e) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL in " + folder + " does not start: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted.", e);
        }
    }

    /** Makes the cluster beside its place and renames it, so that a kill in between leaves nothing half made. */
    private static void initialise(Path binaries, Path folder) throws IOException, InterruptedException {
        Path draft = folder.resolveSibling("database.new");
        PostgresBinaries.deleteTree(draft);
        DataFolder.makePrivate(draft);
        Path password = folder.resolveSibling("database.password");
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        DataFolder.writePrivate(password, HexFormat.of().formatHex(secret));
        List<String> command = List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions");
        ServerProcess.run(
                ServerProcess.wrapped(command, ServerProcess.isRoot(draft), false), "Making the database in " + folder);
        Files.move(password, draft.resolve(PASSWORD), StandardCopyOption.ATOMIC_MOVE);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static EmbeddedDatabase launch(Path binaries, Path folder, Path log, int wanted, List<String> moreSettings)
            throws IOException, InterruptedException {
        String password = Files.readString(folder.resolve(PASSWORD)).strip();
        boolean root = ServerProcess.isRoot(folder);
        for (int attempt = 1; ; attempt++) {
            int port = wanted == 0 ? freePort() : wanted;
            List<String> command = new ArrayList<>();
            command.add(binaries.resolve("bin/postgres").toString());
            command.addAll(List.of("-D", folder.toString()));
            command.addAll(PostgresSettings.arguments(port));
            command.addAll(moreSettings);
            long before = Files.exists(log) ? Files.size(log) : 0;
            Process process = new ProcessBuilder(ServerProcess.wrapped(command, root, true))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            if (becomesReady(process, folder)) {
                return new EmbeddedDatabase(folder, process, port, password);
            }
            String said = Files.readString(log).substring((int) Math.min(before, Integer.MAX_VALUE));
            boolean passing = said.contains("shared memory block") || said.contains("could not bind");
            if (!passing || attempt == 20) {
                throw new StartRefusedException("The embedded PostgreSQL in " + folder + " ended at its start: "
                        + said.strip() + "\nIts whole log is " + log + ".");
            }
            TimeUnit.MILLISECONDS.sleep(250); // the last workers of a killed server are still on their way out
        }
    }

    /** Recovery after a crash may take long and must not be cut short: the only other end is the server's own. */
    static boolean becomesReady(Process process, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("postmaster.pid");
        String pid = Long.toString(process.pid());
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() >= 8
                        && lines.get(0).strip().equals(pid)
                        && lines.get(7).strip().equals("ready")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void createOnce() throws SQLException, IOException {
        Path marker = folder.resolve(CREATED);
        if (Files.exists(marker)) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(urlOf("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    Files.writeString(marker, "");
                    return;
                }
            }
            statement.execute("create database " + NAME);
        }
        Files.writeString(marker, "");
    }

    private String urlOf(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String url() {
        return urlOf(NAME);
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    long pid() {
        return process.pid();
    }

    /** Ends sessions, writes a checkpoint and stops; the next start then needs no recovery. */
    @Override
    public void close() {
        try {
            ServerProcess.signal(process.pid(), "INT");
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                ServerProcess.signal(process.pid(), "QUIT"); // recovery at the next start; nothing committed is lost
                process.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
