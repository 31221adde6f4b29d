package io.lading.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One life of an embedded PostgreSQL server: its first process, from which all others descend. */
record Postmaster(Process process, int port) {
    /** The server writes warnings only; what is longer than this is kept once more and then begun anew. */
    static final long MOST_LOG_BYTES = 10L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOCK_FILE = "postmaster.pid";

    /**
     * What is started.
     *
     * @param log gets what the server says
     * @param moreSettings arguments of the server, after ours and stronger
     */
    record Plan(Path binaries, Path folder, Path log, List<String> moreSettings) {}

    /**
     * Starts the server and waits until it takes connections.
     *
     * @param wanted the port; 0 for any free one
     * @throws StartRefusedException if it ends at its start for a reason that does not pass by waiting
     */
    static Postmaster start(Plan plan, int wanted) throws IOException, InterruptedException {
        boolean root = ServerProcess.isRoot(plan.folder());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            int port = wanted == 0 ? freePort() : wanted;
            bound(plan.log(), MOST_LOG_BYTES);
            long before = Files.exists(plan.log()) ? Files.size(plan.log()) : 0;
            ProcessBuilder builder = ServerProcess.bare(ServerProcess.wrapped(command(plan, port), root, true))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
            passOver(plan.folder(), builder.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            if (becomesReady(process, plan.folder())) {
                return new Postmaster(process, port);
            }
            String said = said(plan.log(), before);
            if (!passes(said) || System.nanoTime() > deadline) {
                throw new StartRefusedException("The embedded PostgreSQL in " + plan.folder() + " ended at its start: "
                        + said.strip() + "\nIts whole log is " + plan.log() + ".");
            }
            TimeUnit.MILLISECONDS.sleep(250); // the last workers of a killed server are still on their way out
        }
    }

    /** What is over by itself once the workers of a server that was killed are gone, or a port is free again. */
    private static boolean passes(String said) {
        return said.contains("shared memory block")
                || said.contains("could not bind")
                || said.contains("could not create any TCP/IP sockets");
    }

    private static List<String> command(Plan plan, int port) {
        List<String> command = new ArrayList<>();
        command.add(plan.binaries().resolve("bin/postgres").toString());
        command.addAll(List.of("-D", plan.folder().toString()));
        command.addAll(PostgresSettings.arguments(port));
        command.addAll(plan.moreSettings());
        return command;
    }

    /**
     * PostgreSQL refuses to start while the process of an earlier lock file answers to a signal. One that is dead but not
     * yet reaped by its parent does, and so does a stranger to whom the number was given since. Nobody else can serve this
     * folder: the hub holds its lock and has stopped what was left over. The variable is PostgreSQL's own way to name
     * a process that does not count. Whether workers of the dead server live on is asked of the shared memory all the
     * same, for which the file must stay.
     */
    private static void passOver(Path folder, Map<String, String> environment) throws IOException {
        Path file = folder.resolve(LOCK_FILE);
        if (!Files.exists(file)) {
            return;
        }
        Optional<Long> stale = ServerProcess.lockedBy(folder);
        if (stale.isPresent()) {
            environment.put("PG_GRANDPARENT_PID", stale.get().toString());
            return;
        }
        Files.delete(file); // cut short while it was written: it names nobody, and the server would refuse it for ever
    }

    /** Recovery after a crash may take long and must not be cut short: the only other end is the server's own. */
    static boolean becomesReady(Process process, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(LOCK_FILE);
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

    /**
     * Keeps a log that another process appends to from growing without end: what it holds goes to a second file, in place
     * of what that held, and the first begins anew. A line that is written between the two steps is lost.
     */
    static void bound(Path log, long most) throws IOException {
        if (Files.exists(log) && Files.size(log) > most) {
            Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            Files.newOutputStream(log).close();
        }
    }

    private static String said(Path log, long before) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(before, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends sessions, writes a checkpoint and stops; the next start then needs no recovery. */
    void stop() {
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
