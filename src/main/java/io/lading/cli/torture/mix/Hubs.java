package io.lading.cli.torture.mix;

import io.lading.cli.process.HubProcess;
import io.lading.cli.process.RecordReader;
import io.lading.tracking.CrashPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The hubs under torture, and the server of their database, whoever runs it. */
final class Hubs implements AutoCloseable {
    private final List<HubProcess.Settings> settings;
    private final List<HubProcess> running = new ArrayList<>();
    private final Path server;

    private Hubs(List<HubProcess.Settings> settings, Path server) {
        this.settings = settings;
        this.server = server;
    }

    /** @param server the folder in which {@code database} is */
    static Hubs start(List<HubProcess.Settings> settings, Path server) throws IOException {
        Hubs hubs = new Hubs(settings, server);
        try {
            for (HubProcess.Settings one : settings) {
                hubs.running.add(HubProcess.start(one));
            }
            return hubs;
        } catch (IOException | RuntimeException e) {
            hubs.close();
            throw e;
        }
    }

    int count() {
        return running.size();
    }

    void kill(int hub) {
        running.get(hub).kill();
    }

    /** As before; what its predecessor left running is its own to find. */
    void startAgain(int hub) throws IOException {
        running.set(hub, HubProcess.start(settings.get(hub)));
    }

    /** With one variable otherwise. */
    void startAgain(int hub, String variable, String value) throws IOException {
        running.set(hub, HubProcess.start(settings.get(hub).with(variable, value)));
    }

    /** Starts one that is to die at a point; true if it did. */
    boolean startAndDie(int hub, String point, Duration longest) throws IOException {
        HubProcess mortal = HubProcess.launch(settings.get(hub).with(CrashPoints.VARIABLE, point));
        running.set(hub, mortal);
        mortal.awaitStartedOrEnded();
        return mortal.awaitEnd(longest) && mortal.exitCode() == CrashPoints.EXIT_CODE;
    }

    /** Sends a signal to a hub, by its name without SIG. */
    void signal(int hub, String signal) throws IOException, InterruptedException {
        signal(running.get(hub).pid(), signal);
    }

    /** Sends a signal to the first process of the database's server; nothing if there is none at the moment. */
    void signalServer(String signal) throws IOException, InterruptedException {
        Path file = server.resolve("database").resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (!lines.isEmpty()) {
            signal(Long.parseLong(lines.get(0).strip()), signal);
        }
    }

    private static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    RecordReader record() throws IOException, SQLException {
        return RecordReader.open(server);
    }

    /** A sentence for each hub that has ended though nobody ended it. */
    List<String> dead() {
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            if (!running.get(i).isAlive()) {
                dead.add(
                        "Hub " + (i + 1) + " ended by itself: " + running.get(i).lastWords());
            }
        }
        return dead;
    }

    @Override
    public void close() {
        running.forEach(HubProcess::close);
    }
}
