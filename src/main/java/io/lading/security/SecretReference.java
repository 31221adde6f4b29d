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
        return resolve(environment, folder, name -> Stored.missing(name, "PARTNER"));
    }

    /**
     * Fetches the secret for the file of a partner, which may follow no other reference than is permitted.
     *
     * @param environment the process's environment variables
     * @param record the secrets of the record
     * @param partner whose file names the secret
     */
    public Resolution resolve(Map<String, String> environment, Permitted permitted, Stored record, String partner) {
        Optional<String> refusal = permitted.refusal(this);
        if (refusal.isPresent()) {
            return new Resolution.Missing(refusal.get());
        }
        return resolve(environment, permitted.data(), name -> record.find(name, partner));
    }

    private Resolution resolve(Map<String, String> environment, Path folder, Function<String, Resolution> record) {
        return switch (source) {
            case ENV -> resolveVariable(environment);
            case FILE -> resolveFile(folder.resolve(name));
            case RECORD -> record.apply(name);
        };
    }

    /** Secrets that are kept in the record, each of which belongs to a partner. */
    @FunctionalInterface
    public interface Stored {
        /** Holds nothing. */
        Stored NONE = Stored::missing;

        /** @param partner whose file names it; another's secret is not given */
        Resolution find(String name, String partner);

        static Resolution missing(String name, String partner) {
            return new Resolution.Missing(
                    "The secret secret:" + name + " is not there. Set it on the running hub: ./lading secret set "
                            + name + " --partner " + partner);
        }
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
