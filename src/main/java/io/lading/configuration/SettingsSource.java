package io.lading.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from. Later ones win: defaults, file, environment variables, {@code --set}.
 *
 * @param home where relative folders start, and where {@code lading.yaml} is looked for
 * @param file what {@code --config} named; else {@code lading.yaml}, if it exists
 * @param variables the process's environment variables
 * @param sets what {@code --set} gave, each {@code key=value}
 */
public record SettingsSource(Path home, Optional<Path> file, Map<String, String> variables, List<String> sets) {}
