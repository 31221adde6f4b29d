package io.lading.cli;

import java.nio.file.Path;

/** Where routes, connectors, mappings and examples are: the folder of the script {@code lading}. */
public final class Home {
    private Home() {}

    public static Path folder() {
        return Path.of(System.getProperty("lading.home", "")).toAbsolutePath().normalize();
    }
}
