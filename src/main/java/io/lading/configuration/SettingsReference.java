package io.lading.configuration;

/** Writes the reference page of all settings, {@code docs/reference/configuration.md}. */
final class SettingsReference {
    private static final String HEAD = """
            # Configuration reference

            Generated from `io.lading.configuration.Options`; do not edit. The hub reads `lading.yaml` of its home folder, or what
            `--config` names. An environment variable wins over the file, `--set key=value` over both. An unknown key stops
            the hub. Durations carry their unit (`500ms 30s 15m 24h 365d`), sizes too (`512B 64KB 4MB 1GB`; 1 KB is 1,024
            bytes). Secrets are references, `env:NAME` or `file:path`; their values are never printed.
            """;

    private SettingsReference() {}

    static String markdown() {
        StringBuilder out = new StringBuilder(HEAD);
        String section = "";
        for (Option<?> option : Options.ALL) {
            int dot = option.key().indexOf('.');
            String own = dot < 0 ? "hub" : option.key().substring(0, dot);
            if (!own.equals(section)) {
                section = own;
                out.append("\n## ").append(section).append("\n\n");
                out.append("| key | type | default | bounds | what it does | variable |\n|---|---|---|---|---|---|\n");
            }
            row(option, out);
        }
        return out.toString();
    }

    private static void row(Option<?> option, StringBuilder out) {
        String bounds = option.least().isEmpty() ? "" : option.least() + " to " + option.most();
        out.append("| `")
                .append(option.key())
                .append("` | ")
                .append(option.type().name());
        out.append(" | ").append(option.usual().isEmpty() ? "none" : "`" + option.usual() + "`");
        out.append(" | ").append(bounds).append(" | ").append(option.description());
        out.append(" | `").append(option.variable()).append("` |\n");
    }
}
