package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.configuration.SettingsLoader;
import io.lading.configuration.SettingsSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for hubs in tests: this build's routes and maps, a data folder of the test's own, any free port. */
public final class TestSettings {
    private TestSettings() {}

    /**
     * Reads them as a hub would.
     *
     * @param sets further ones, each {@code key=value}
     */
    public static Settings in(Path data, String... sets) {
        return in(data, Map.of(), sets);
    }

    /** @param variables of the environment, such as {@link TestDatabase#environment()} */
    public static Settings in(Path data, Map<String, String> variables, String... sets) {
        List<String> all = new ArrayList<>(List.of("data=" + data, "http.port=0"));
        all.addAll(List.of(sets));
        Path home = Path.of("").toAbsolutePath();
        SettingsLoader.Result result = SettingsLoader.load(new SettingsSource(home, Optional.empty(), variables, all));
        if (result instanceof SettingsLoader.Result.Usable usable) {
            return usable.settings();
        }
        throw new IllegalArgumentException(result.toString());
    }
}
