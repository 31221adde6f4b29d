package io.lading.cli;

import io.lading.api.ApiConfiguration;
import io.lading.configuration.Settings;
import io.lading.console.ConsoleConfiguration;
import io.lading.operations.DataFolder;
import io.lading.operations.Hub;
import io.lading.operations.StartRefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "run", description = "Starts the hub and keeps it running until it is told to stop.")
final class RunCommand implements Callable<Integer> {
    /** Not an exit code: the process goes on. */
    static final int KEEPS_RUNNING = -1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--port", paramLabel = "N", description = "Where console and API answer; 0 for any free port.")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        try {
            Hub hub = Hub.start(
                    port == null ? options.load() : options.load("http.port=" + port),
                    ApiConfiguration.class,
                    ConsoleConfiguration.class);
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
            announce(hub);
            return KEEPS_RUNNING;
        } catch (StartRefusedException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private void announce(Hub hub) {
        Settings settings = hub.part(Settings.class);
        // The link carries a key, and what is not a terminal is probably kept in a log.
        boolean terminal = Boolean.getBoolean("lading.terminal");
        Path folder = settings.data();
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("Lading is running, environment " + settings.environment().word());
        out.println("  console  " + (terminal ? hub.console() : "the link in " + DataFolder.addressFile(folder)));
        out.println("  API      " + hub.address() + "api/v1");
        out.println("  data     " + folder);
        out.println("Stop it with Ctrl-C.");
        out.println();
        out.flush();
    }
}
