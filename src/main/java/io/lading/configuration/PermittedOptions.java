package io.lading.configuration;

import io.lading.security.AllowedTarget;
import io.lading.security.Permitted;
import java.util.List;

/** Settings of what partner files may reach. */
final class PermittedOptions {
    static final Option<String> FOLDERS_EXCHANGE = Option.of(
            "folders.exchange",
            OptionType.TEXT,
            "",
            "Folders that partner files' folder doors may use, with what lies below, with commas; relative to the hub's home."
                    + " A relative path of a connection starts at the first. Without it the folder exchange of the data"
                    + " folder.");

    static final Option<String> FOLDERS_SECRETS = Option.of(
            "folders.secrets",
            OptionType.TEXT,
            "",
            "The only folder whose files partner files may name by file:path; relative to the hub's home. Without it the folder"
                    + " secrets of the data folder.");

    static final Option<List<AllowedTarget>> DELIVERY_ALLOW_TARGETS = Option.of(
            "delivery.allowTargets",
            OptionType.TARGETS,
            "",
            "What the hub may call beside public addresses: " + AllowedTarget.EXPECTED + ".");

    static final Option<List<AllowedTarget>> DELIVERY_GRANTABLE = Option.of(
            "delivery.allowTargetsPerConnection",
            OptionType.TARGETS,
            "",
            "What partner files may allow one connection by its own allowTargets, beside public addresses and"
                    + " delivery.allowTargets: " + AllowedTarget.EXPECTED
                    + ". Never link-local addresses and those of cloud"
                    + " metadata.");

    static final Option<String> VARIABLES = Option.of(
            "security.variables",
            OptionType.TEXT,
            Permitted.USUAL_VARIABLES,
            "Environment variables that partner files may name, by env:NAME or ${NAME}: names with commas, where a star at the"
                    + " end stands for any rest. Of the names that begin with LADING_ never others than LADING_SECRET_ and"
                    + " LADING_VALUE_.");

    private PermittedOptions() {}
}
