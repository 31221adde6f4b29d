package io.lading.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a secret is kept: {@code env:NAME} or {@code file:path}. Configuration files hold references, never values.
 *
 * @param source the kind of place
 * @param name the variable's name or the file's path
 */
public record SecretReference(Source source, String name) {

    /** What a message says was expected. */
    public static final String EXPECTED = "a reference to a secret: env:NAME or file:path";

    /** The places a secret can be kept in. */
    public enum Source {
        ENV,
        FILE
    }

    /** A secret, or why there is none. */
    public sealed interface Resolution {
        record Found(Secret secret) implements Resolution {}

        /** @param problem a sentence that names the reference and what to do */
        record Missing(String problem) implements Resolution {}
    }

    /** Reads a reference; nothing if the text is not one. */
    public static Optional<SecretReference> parse(String text) {
        if (text.startsWith("env:") && text.length() > 4) {
            return Optional.of(new SecretReference(Source.ENV, text.substring(4)));
        }
        if (text.startsWith("file:") && text.length() > 5) {
            return Optional.of(new SecretReference(Source.FILE, text.substring(5)));
        }
        return Optional.empty();
    }

    /**
     * Fetches the secret.
     *
     * @param environment the process's environment variables
     * @param folder relative file names start here
     */
    public Resolution resolve(Map<String, String> environment, Path folder) {
        return switch (source) {
            case ENV -> resolveVariable(environment);
            case FILE -> resolveFile(folder.resolve(name));
        };
    }

    private Resolution resolveVariable(Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            return new Resolution.Missing("The secret " + this + " is not there: the environment variable " + name
                    + " is not set. Set it before the hub starts.");
        }
        return new Resolution.Found(Secret.of(value));
    }

    private Resolution resolveFile(Path file) {
        try {
            String value = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (value.isEmpty()) {
                return new Resolution.Missing(
                        "The secret " + this + " is empty: the file " + file + " holds nothing but blanks.");
            }
            return new Resolution.Found(Secret.of(value));
        } catch (IOException e) {
            return new Resolution.Missing("The secret " + this + " is not there: the file " + file
                    + " cannot be read. Create it, readable only by the user the hub runs as.");
        }
    }

    @Override
    public String toString() {
        return (source == Source.ENV ? "env:" : "file:") + name;
    }
}
