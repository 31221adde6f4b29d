package io.lading.operations;

import io.lading.cli.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A hub in a process of its own, started by {@code lading run}, so that a test can kill it. */
public final class HubProcess implements AutoCloseable {
    private final Path data;
    private final Process process;
    private final List<String> said = new ArrayList<>();
    private Thread drain = new Thread();

    private HubProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /**
     * Starts a hub on a free port and returns once it answers.
     *
     * @param environment added to this process's own, such as {@code LADING_CRASH_AT}
     * @param arguments further ones of {@code lading run}
     */
    public static HubProcess start(Path data, Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", "--data", data.toString(), "--port", "0"));
        all.addAll(List.of(arguments));
        List<String> flags = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dlading.home=" + Path.of("").toAbsolutePath());
        Process process = JavaProcess.of(JavaCommand.hub(flags, all), environment);
        HubProcess hub = new HubProcess(data, process);
        hub.awaitAnnouncement();
        return hub;
    }

    private void awaitAnnouncement() throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            keep(line);
            if (line.startsWith("Stop it with")) {
                drain = new Thread(() -> reader.lines().forEach(this::keep), "hub-output");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new IllegalStateException("The hub did not start:\n" + output());
    }

    private synchronized void keep(String line) {
        said.add(line);
    }

    /** What it wrote so far. */
    public synchronized String output() {
        return String.join("\n", said);
    }

    public URI address() {
        try {
            String file = Files.readString(DataFolder.addressFile(data));
            return URI.create(JsonMapper.shared().readTree(file).path("url").asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The token that may do everything. */
    public String token() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL, and the process is gone when this returns. */
    public void kill() throws IOException, InterruptedException {
        end("KILL");
        process.waitFor();
        drain.join();
    }

    /** Not by {@link Process#destroy}, which also closes the stream of the process's last words. */
    private void end(String signal) throws IOException, InterruptedException {
        ServerProcess.signal(process.pid(), signal);
    }

    /** Waits until it has ended by itself, for instance at a crash point; false if it has not in time. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** SIGTERM; the exit code, when it has drained and stopped. */
    public int stop() throws IOException, InterruptedException {
        end("TERM");
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("The hub did not stop within a minute:\n" + output());
        }
        drain.join();
        return process.exitValue();
    }

    /** Stops it, and what a killed one left behind. */
    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                stop();
            }
            ServerProcess.stopLeftOver(data.resolve("database"));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
