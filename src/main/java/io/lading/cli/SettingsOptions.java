package io.lading.cli;

import io.lading.configuration.Settings;
import io.lading.configuration.SettingsLoader;
import io.lading.configuration.SettingsSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a verb is told the hub's settings, shared as a mixin. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings. Default: lading.yaml, if there is one.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one setting, over file and environment; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where the hub keeps its data. Default: data.")
    private @Nullable Path data;

    /** Those of a verb that has a use of its own for --set. */
    static SettingsOptions of(@Nullable Path config) {
        SettingsOptions options = new SettingsOptions();
        options.config = config;
        return options;
    }

    /**
     * The settings in force.
     *
     * @param more further ones, each {@code key=value}, over all others
     * @throws WrongUseException with every problem, if there is one
     */
    Settings load(String... more) {
        List<String> all = new ArrayList<>(sets);
        if (data != null) {
            all.add("data=" + data.toAbsolutePath());
        }
        all.addAll(List.of(more));
        SettingsSource source = new SettingsSource(Home.folder(), Optional.ofNullable(config), System.getenv(), all);
        SettingsLoader.Result result = SettingsLoader.load(source);
        if (result instanceof SettingsLoader.Result.Usable usable) {
            return usable.settings();
        }
        throw new WrongUseException(((SettingsLoader.Result.Refused) result)
                .problems().stream().map(Object::toString).collect(Collectors.joining(System.lineSeparator())));
    }
}
