package io.lading.architecture;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which module may use which, as ARCHITECTURE.md shows it. A module is a direct sub-package of {@code io.lading}. */
final class Modules {
    static final String ROOT = "io.lading.";

    /** Plain Java: no container, no Camel, and no settings that change how a document is read. */
    static final List<String> ENGINE =
            List.of("interchange", "syntax", "schema", "validation", "acknowledgement", "document", "mapping");

    private static final List<String> RUNNING =
            List.of("partner", "tracking", "trade", "replenishment", "transport", "routing", "operations");

    private static final List<String> FACES = List.of("api", "console", "cli");

    /** Used by everybody and using nothing. */
    private static final List<String> EVERYWHERE = List.of("yaml");

    /** Used by everybody but the engine. */
    private static final List<String> AROUND_THE_ENGINE = List.of("configuration", "security");

    private static final Map<String, List<String>> DIRECT = Map.ofEntries(
            Map.entry("yaml", List.of()),
            Map.entry("interchange", List.of()),
            Map.entry("document", List.of()),
            Map.entry("configuration", List.of()),
            Map.entry("security", List.of()),
            Map.entry("syntax", List.of("interchange")),
            Map.entry("schema", List.of("syntax")),
            Map.entry("validation", List.of("schema")),
            Map.entry("acknowledgement", List.of("validation")),
            Map.entry("mapping", List.of("document", "schema")),
            Map.entry("partner", List.of("interchange", "document")),
            Map.entry("tracking", List.of("partner")),
            Map.entry("trade", List.of("tracking")),
            Map.entry("replenishment", List.of("trade")),
            Map.entry("transport", List.of("tracking")),
            Map.entry("routing", List.of("acknowledgement", "mapping", "replenishment", "transport")),
            Map.entry("operations", List.of("routing")),
            Map.entry("api", List.of("operations")),
            Map.entry("console", List.of("operations")),
            // The command line starts the process, so it is where the hub and its faces are put together.
            Map.entry("cli", List.of("operations", "api", "console")));

    private Modules() {}

    static Set<String> all() {
        return DIRECT.keySet();
    }

    /** Everything a module may use, itself included. */
    static Set<String> allowed(String module) {
        Set<String> allowed = new LinkedHashSet<>();
        collect(module, allowed);
        allowed.addAll(EVERYWHERE);
        if (RUNNING.contains(module) || FACES.contains(module) || AROUND_THE_ENGINE.contains(module)) {
            allowed.addAll(AROUND_THE_ENGINE);
        }
        return allowed;
    }

    private static void collect(String module, Set<String> into) {
        if (into.add(module)) {
            DIRECT.getOrDefault(module, List.of()).forEach(used -> collect(used, into));
        }
    }

    /** {@code io.lading.syntax.x12} belongs to {@code syntax}; the root package to none. */
    static String of(String packageName) {
        if (!packageName.startsWith(ROOT)) {
            return "";
        }
        String rest = packageName.substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
