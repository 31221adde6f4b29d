package io.lading.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts and signals PostgreSQL programs, also when the hub runs as root, which they refuse to do. */
final class ServerProcess {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Set<String> PASSED_ON = Set.of("PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZDIR");

    private ServerProcess() {}

    /**
     * The command, in a session of its own so that Ctrl-C at the hub's terminal does not stop the database before the
     * hub has drained (macOS has no setsid; there the database goes first, which is safe but less polite), and for
     * root in a user namespace where it is nobody.
     */
    static List<String> wrapped(List<String> command, boolean root, boolean ownSession) {
        List<String> all = new ArrayList<>();
        if (ownSession && onPath("setsid")) {
            all.add("setsid");
        }
        if (root) {
            if (!onPath("unshare")) {
                throw new StartRefusedException("PostgreSQL refuses to run as root, and the program unshare"
                        + " (package util-linux), by which Lading would run it as nobody, is missing. Run Lading as an"
                        + " ordinary user, or set database.url to a PostgreSQL server.");
            }
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(command);
        return all;
    }

    /** Whether files this process makes belong to root. */
    static boolean isRoot(Path ownFile) throws IOException {
        return Files.getFileStore(ownFile).supportsFileAttributeView("posix")
                && Integer.valueOf(0).equals(Files.getAttribute(ownFile, "unix:uid"));
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "/usr/bin:/bin" : path).split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A program that gets nothing of the hub's environment but where programs, libraries and temporary files are: the hub's
     * holds secrets, which any process of the same user could read from a server that runs for months.
     */
    static ProcessBuilder bare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(PASSED_ON);
        return builder;
    }

    /** Runs a program to its end and returns what it said; refuses the start if it failed. */
    static String run(List<String> command, String purpose) throws IOException, InterruptedException {
        Process process = bare(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new StartRefusedException(purpose + " ended with code " + code + ": " + said.strip());
        }
        return said;
    }

    static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The process that the lock file of a cluster names; absent if there is none, or if it names nobody. */
    static Optional<Long> lockedBy(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        return lines.isEmpty() || !lines.get(0).strip().matches("[1-9]\\d{0,9}")
                ? Optional.empty()
                : Optional.of(Long.parseLong(lines.get(0).strip()));
    }

    /** The server that an earlier hub left running on this folder, if there is one. */
    static Optional<ProcessHandle> leftOver(Path folder) throws IOException {
        return lockedBy(folder).flatMap(ProcessHandle::of).filter(process -> serves(process, folder));
    }

    /** A process number may have been given to another program since; one that is defunct has no arguments any more. */
    private static boolean serves(ProcessHandle process, Path folder) {
        return process.isAlive()
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(folder.toString()))
                        .orElse(false);
    }

    /** Asks a left-over server to finish its transactions' rollback and go, and waits until it is gone. */
    static void stopLeftOver(Path folder) throws IOException, InterruptedException {
        Optional<ProcessHandle> server = leftOver(folder);
        if (server.isEmpty()) {
            return;
        }
        long pid = server.get().pid();
        signal(pid, "INT");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (serves(server.get(), folder)) {
            if (System.nanoTime() > deadline) {
                throw new StartRefusedException("The database server that an earlier hub left behind (process " + pid
                        + ") does not stop. End it with: kill -QUIT " + pid);
            }
            pause();
        }
    }

    static void pause() throws InterruptedException {
        Thread.sleep(PAUSE.toMillis());
    }
}
