package io.lading.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a secret is kept: {@code env:NAME}, {@code file:path} or {@code secret:NAME} in the record. Configuration files hold references, never values.
 *
 * @param source the kind of place
 * @param name the variable's name or the file's path
 */
public record SecretReference(Source source, String name) {

    /** What a message says was expected. */
    public static final String EXPECTED = "a reference to a secret: secret:NAME, env:NAME or file:path";

    /** The places a secret can be kept in. */
    public enum Source {
        ENV,
        FILE,
        RECORD
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
        if (text.startsWith("secret:") && text.length() > 7) {
            return Optional.of(new SecretReference(Source.RECORD, text.substring(7)));
        }
        return Optional.empty();
    }

    /** Fetches a secret that does not stand in the record: for what is needed before there is one. */
    public Resolution resolve(Map<String, String> environment, Path folder) {
        return resolve(environment, folder, name -> Optional.empty());
    }

    /**
     * Fetches the secret.
     *
     * @param environment the process's environment variables
     * @param folder relative file names start here
     * @param record the secrets of the record, by name
     */
    public Resolution resolve(Map<String, String> environment, Path folder, Function<String, Optional<Secret>> record) {
        return switch (source) {
            case ENV -> resolveVariable(environment);
            case FILE -> resolveFile(folder.resolve(name));
            case RECORD ->
                record.apply(name)
                        .<Resolution>map(Resolution.Found::new)
                        .orElseGet(() -> new Resolution.Missing("The secret " + this
                                + " is not there. Set it on the running hub: ./lading secret set " + name));
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
        return switch (source) {
            case ENV -> "env:" + name;
            case FILE -> "file:" + name;
            case RECORD -> "secret:" + name;
        };
    }
}
