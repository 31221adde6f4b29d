package io.lading.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What partner files may name of the machine that the hub runs on, as {@code lading.yaml} says it. Whoever may apply partner
 * files is not thereby the administrator: the hub's own keys, data, routes and maps lie outside of all this. Immutable.
 *
 * @param data the hub's data folder; relative names of secrets' files start here
 * @param secrets the only folder that {@code file:} may name files of
 * @param exchange the only folders that folder doors may use, with what lies below; relative paths start at the first
 * @param variables environment variables that {@code env:NAME} and {@code ${NAME}} may name; a star at the end stands for
 *     any rest
 */
public record Permitted(Path data, Path secrets, List<Path> exchange, List<String> variables) {
    /** What may be named where nothing else is said. */
    public static final String USUAL_VARIABLES = "LADING_SECRET_*,LADING_VALUE_*";

    /** Below the data folder. */
    public static final String USUAL_SECRETS = "secrets";

    public static final String USUAL_EXCHANGE = "exchange";

    private static final String OWN = "LADING_";

    public Permitted {
        data = data.toAbsolutePath().normalize();
        secrets = secrets.toAbsolutePath().normalize();
        exchange =
                exchange.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        variables = List.copyOf(variables);
    }

    /** What holds for a data folder where {@code lading.yaml} says nothing. */
    public static Permitted usual(Path data) {
        return new Permitted(
                data,
                data.resolve(USUAL_SECRETS),
                List.of(data.resolve(USUAL_EXCHANGE)),
                List.of(USUAL_VARIABLES.split(",")));
    }

    /** A folder that a connection may use, or why it may not. */
    public sealed interface Folder {
        record Usable(Path path) implements Folder {}

        /** @param reason a sentence for people, with what to do */
        record Refused(String reason) implements Folder {}
    }

    /** Where a connection's folder is. */
    public Folder folder(String name) {
        // The name becomes part of an endpoint's address, where these would begin its options.
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || "?&#%{}$|*".indexOf(c) >= 0)) {
            return new Folder.Refused(
                    "A folder's name must not hold ? & # % { } $ | * or control characters; found '" + name + "'.");
        }
        Path path;
        try {
            path = exchange.get(0).resolve(name).normalize();
        } catch (InvalidPathException e) {
            return new Folder.Refused("'" + name + "' cannot be a folder's name: " + e.getReason() + ".");
        }
        if (exchange.stream().anyMatch(folder -> isBelow(path, folder))) {
            return new Folder.Usable(path);
        }
        return new Folder.Refused(
                "The folder " + path + " lies outside of what partner files may use: expected one below "
                        + words(exchange) + ". Name one there, or let the administrator add it to folders.exchange in"
                        + " lading.yaml.");
    }

    /** The file that a name stands for, or nothing if it lies outside of the secrets' folder. */
    public Optional<Path> file(String name) {
        try {
            Path path = data.resolve(name).normalize();
            return isBelow(path, secrets) && !path.equals(secrets) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Why a reference may not be followed, if it may not; what stands in the record is judged there. */
    public Optional<String> refusal(SecretReference reference) {
        return switch (reference.source()) {
            case ENV ->
                isVariable(reference.name())
                        ? Optional.empty()
                        : Optional.of(
                                "The environment variable of " + reference + " may not be named here: expected one of "
                                        + String.join(", ", variables) + " (security.variables in lading.yaml).");
            case FILE ->
                file(reference.name()).isPresent()
                        ? Optional.empty()
                        : Optional.of("The file of " + reference + " may not be named here: expected one below "
                                + secrets + " (folders.secrets in lading.yaml), such as file:" + example() + ".");
            case RECORD -> Optional.empty();
        };
    }

    private String example() {
        return secrets.startsWith(data) ? data.relativize(secrets) + "/name" : secrets + "/name";
    }

    /** Whether partner files may use a variable of the environment. The hub's own settings never count. */
    public boolean isVariable(String name) {
        boolean own = name.startsWith(OWN) && !name.startsWith("LADING_SECRET_") && !name.startsWith("LADING_VALUE_");
        return !own && variables.stream().anyMatch(pattern -> matches(name, pattern));
    }

    private static boolean matches(String name, String pattern) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /** By name, and by where links on the way really lead. */
    private static boolean isBelow(Path path, Path folder) {
        if (!path.startsWith(folder)) {
            return false;
        }
        Path realFolder = real(folder);
        Path there = existing(path);
        Path realThere = there == null ? null : real(there);
        // A folder that is not there yet holds no links.
        return realFolder == null || realThere == null || realThere.startsWith(realFolder);
    }

    private static @Nullable Path existing(Path path) {
        Path there = path;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    private static @Nullable Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }

    private static String words(List<Path> folders) {
        return String.join(" or ", folders.stream().map(Path::toString).toList());
    }
}
