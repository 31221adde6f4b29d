package io.lading.cli.process;

import io.lading.security.Permitted;
import io.lading.security.PrivateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hub in a process of its own, which can be asked to stop, or be killed. Ends with this process. */
public final class HubProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A start may take as long as it takes; a hub that says nothing new for so long hangs. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(45);
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final List<String> OF_THE_REAL_HUB =
            List.of("LADING_HTTP_", "LADING_PARTNERS_", "LADING_MAILBOXES_", "LADING_BROKER_", "LADING_DATABASE_");

    private final Process process;
    private final Path data;
    private final HubLog log;
    private final Thread ending;
    private @Nullable URI address;
    private String console = "";

    private HubProcess(Process process, Path data, HubLog log) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.ending = new Thread(this::end, "end-hub");
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /**
     * How to start a hub.
     *
     * @param home where routes, connectors and mappings are
     * @param partners the folder of partner files
     * @param environment variables added to this process's own
     * @param flags of the Java machine
     */
    public record Settings(
            Path home, Path data, Path partners, int port, Map<String, String> environment, List<String> flags) {

        private static final List<String> SERVER_FLAGS =
                List.of("-XX:+UseParallelGC", "-Xmx768m", "-XX:+ExitOnOutOfMemoryError");

        /** On a free port, with a server's flags. */
        public static Settings of(Path home, Path data, Path partners, Map<String, String> environment) {
            return new Settings(home, data, partners, 0, environment, SERVER_FLAGS);
        }

        /** With one more variable. */
        public Settings with(String variable, String value) {
            Map<String, String> more = new LinkedHashMap<>(environment);
            more.put(variable, value);
            return new Settings(home, data, partners, port, more, flags);
        }

        /** With one more flag of the Java machine. */
        public Settings flagged(String flag) {
            List<String> more = new ArrayList<>(flags);
            more.add(flag);
            return new Settings(home, data, partners, port, environment, more);
        }

        /** For one that will not live long enough for optimised code to pay: it is there in half the processor time. */
        public Settings shortLived() {
            return flagged("-XX:TieredStopAtLevel=1");
        }

        /** On a port that a person can find again. */
        public Settings on(int chosen) {
            return new Settings(home, data, partners, chosen, environment, flags);
        }
    }

    /** Starts a hub without waiting for it. */
    public static HubProcess launch(Settings settings) throws IOException {
        PrivateFolder.create(settings.data());
        HubLog log = HubLog.continuing(settings.data().resolve("hub.out"));
        List<String> flags = new ArrayList<>(settings.flags());
        flags.add("-Dlading.home=" + settings.home().toAbsolutePath());
        List<String> arguments = List.of(
                "run",
                "--config",
                noSettings(settings.data()).toString(),
                "--data",
                settings.data().toAbsolutePath().toString(),
                "--port",
                Integer.toString(settings.port()));
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.hub(flags, arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        forget(builder.environment());
        builder.environment()
                .put(
                        "LADING_FOLDERS_PARTNERS",
                        settings.partners().toAbsolutePath().toString());
        // The partners played here live on this machine.
        builder.environment().put("LADING_DELIVERY_ALLOW_TARGETS", "loopback");
        builder.environment()
                .put("LADING_SECURITY_VARIABLES", Permitted.USUAL_VARIABLES + names(settings.environment()));
        builder.environment().putAll(settings.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new HubProcess(process, settings.data(), log);
    }

    /** What {@code lading.yaml} and variables say of ports, certificates, broker and database is for the hub that really runs. */
    private static Path noSettings(Path data) throws IOException {
        Path file = data.toAbsolutePath().resolve("played.yaml");
        return Files.writeString(file, "# None: this hub is played, and beside the one of lading.yaml.\n");
    }

    private static void forget(Map<String, String> variables) {
        variables.keySet().removeIf(name -> OF_THE_REAL_HUB.stream().anyMatch(name::startsWith));
    }

    /** What is given to the hub for its partner files, they may name. */
    private static String names(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> !name.startsWith("LADING_"))
                .map(name -> "," + name)
                .collect(Collectors.joining());
    }

    /** Starts a hub and waits until it answers. */
    public static HubProcess start(Settings settings) throws IOException {
        return start(settings, StartWatch.silent());
    }

    /**
     * The same with somebody who is told how far it is.
     *
     * @throws HubDidNotStart if it ends instead
     */
    public static HubProcess start(Settings settings, StartWatch watch) throws IOException {
        HubProcess hub = launch(settings);
        try {
            hub.awaitStarted(watch);
            return hub;
        } catch (IllegalStateException | HubDidNotStart e) {
            hub.close();
            throw e;
        }
    }

    private void awaitStarted(StartWatch watch) {
        if (!awaitStartedOrEnded(watch)) {
            throw new HubDidNotStart(process.exitValue(), "The hub did not start. " + log.lastWords());
        }
    }

    /** Waits until the hub says where it answers; false if it ends instead. */
    public boolean awaitStartedOrEnded() {
        return awaitStartedOrEnded(StartWatch.silent());
    }

    private boolean awaitStartedOrEnded(StartWatch watch) {
        long began = System.nanoTime();
        long heard = began;
        long size = 0;
        try {
            while (address == null) {
                if (hasEnded(LOOK_EVERY_MILLIS)) {
                    return false;
                }
                long now = System.nanoTime();
                if (log.size() != size) {
                    size = log.size();
                    heard = now;
                }
                if (now - heard > LONGEST_SILENCE.toNanos()) {
                    throw new IllegalStateException("The hub does not answer, and has said nothing new for "
                            + LONGEST_SILENCE.toSeconds() + " s: " + lastWords());
                }
                watch.look(Duration.ofNanos(now - began), log.stage());
                address = announced();
            }
            return true;
        } finally {
            watch.done();
        }
    }

    /** A file left by a killed hub names another process. */
    private @Nullable URI announced() {
        Path file = data.resolve("hub.json");
        if (!Files.exists(file)) {
            return null;
        }
        try {
            JsonNode said = JSON.readTree(Files.readString(file));
            if (said.path("pid").asLong(0) != process.pid()) {
                return null;
            }
            console = said.path("console").asString("");
            return URI.create(said.path("url").asString());
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /** Where console and API answer; only after {@link #awaitStarted}. */
    public URI address() {
        if (address == null) {
            throw new IllegalStateException("The hub was not waited for.");
        }
        return address;
    }

    /** The link that opens the console. */
    public String console() {
        return console;
    }

    /** The API, as its administrator. */
    public HubClient client() {
        return new HubClient(address(), adminToken());
    }

    private String adminToken() {
        try {
            return Files.readString(data.resolve("admin-token"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Processor time used so far, in seconds.
     *
     * @param compiling the part of the hub's that Java spent on compiling; 0 where the system does not tell
     */
    public record Used(double hub, double compiling, double database) {}

    /** What the hub itself and its embedded database's processes have used. */
    public Used used() {
        double database = process.descendants()
                .mapToDouble(child -> seconds(child.info()))
                .sum();
        return new Used(seconds(process.info()), ThreadTime.seconds(process.pid(), "Compiler"), database);
    }

    private static double seconds(ProcessHandle.Info info) {
        return info.totalCpuDuration().map(used -> used.toMillis() / 1000.0).orElse(0.0);
    }

    /** Waits for it to end by itself; false if it did not. */
    public boolean awaitEnd(Duration longest) {
        return hasEnded(longest.toMillis());
    }

    public int exitCode() {
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a power failure would: nothing is flushed, no hook runs. */
    public void kill() {
        process.destroyForcibly();
        hasEnded(LONGEST_STOP.toMillis());
    }

    /** Asks it to stop, and waits; kills it if it does not. */
    public void stop() {
        process.destroy();
        if (!hasEnded(LONGEST_STOP.toMillis())) {
            kill();
        }
    }

    /** The end of what it printed. */
    public String lastWords() {
        return log.end().strip();
    }

    /** Stops it, and the database server that a killed hub leaves behind. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // This process is ending already, and the hook runs anyway.
            return;
        }
    }

    private void end() {
        if (process.isAlive()) {
            stop();
        }
        endLeftOverDatabase();
    }

    private void endLeftOverDatabase() {
        Path file = data.resolve("database").resolve("postmaster.pid");
        try {
            long pid = Files.exists(file)
                    ? Long.parseLong(Files.readAllLines(file).get(0).trim())
                    : 0;
            ProcessHandle server = pid == 0 ? null : ProcessHandle.of(pid).orElse(null);
            if (server != null && isOurs(server)) {
                server.destroy();
                server.onExit().get(10, TimeUnit.SECONDS);
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException | ExecutionException e) {
            return; // the server removed its file meanwhile
        } catch (TimeoutException e) {
            return; // ended, but nobody fetched its exit code
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Process numbers are used again: only a server that works on our folder is ours. */
    private boolean isOurs(ProcessHandle server) {
        String folder = data.toAbsolutePath().normalize().toString();
        return server.info()
                .arguments()
                .map(arguments -> List.of(arguments).stream().anyMatch(argument -> argument.startsWith(folder)))
                .orElse(false);
    }

    private boolean hasEnded(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the hub.", e);
        }
    }
}
