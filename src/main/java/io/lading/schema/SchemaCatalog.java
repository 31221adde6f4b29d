package io.lading.schema;

import io.lading.interchange.Standard;
import io.lading.schema.Schema.SchemaSource;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All schemas of a folder {@code mappings/schemas/<standard>/<release>/<set>}. Immutable once loaded. */
public final class SchemaCatalog {
    private static final Set<String> SHARED_FILES = Set.of("elements", "segments", "codes");
    private static final int X12_RELEASE_LENGTH = 6;
    private static final String SERVICE_MESSAGES = "d3";
    private static final int VERSION_LENGTH = 16;

    private final Map<Key, Schema> schemas;

    private record Key(Standard standard, String release, String setType) {}

    private SchemaCatalog(Map<Key, Schema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /**
     * Reads every schema below {@code mappings/schemas}. What is wrong with a file is added to the problems; the sets it
     * concerns are left out.
     */
    public static SchemaCatalog load(Path mappings, Problems problems) {
        Map<Key, Schema> schemas = new LinkedHashMap<>();
        for (Standard standard : Standard.values()) {
            Path folder = mappings.resolve("schemas").resolve(standard.name().toLowerCase(Locale.ROOT));
            if (Files.isDirectory(folder)) {
                new Loader(standard, folder, problems, schemas).load();
            }
        }
        return new SchemaCatalog(schemas);
    }

    /**
     * The schema of a set. An industry's release falls back to the one it is built on: {@code 004010VICS} and
     * {@code 005010X230} to {@code 004010} and {@code 005010}.
     */
    public Optional<Schema> find(Standard standard, String release, String setType) {
        Schema exact = schemas.get(new Key(standard, normalized(standard, release), setType));
        if (exact == null && standard == Standard.EDIFACT) {
            // Service messages have versions of their own, and partners write what they like there.
            return Optional.ofNullable(schemas.get(new Key(standard, SERVICE_MESSAGES, setType)));
        }
        if (exact != null || standard != Standard.X12 || release.length() <= X12_RELEASE_LENGTH) {
            return Optional.ofNullable(exact);
        }
        return find(standard, release.substring(0, X12_RELEASE_LENGTH), setType);
    }

    /** True if any set of this release, or of the release it is built on, is known. */
    public boolean knowsRelease(Standard standard, String release) {
        String base = standard == Standard.X12 && release.length() > X12_RELEASE_LENGTH
                ? release.substring(0, X12_RELEASE_LENGTH)
                : release;
        String wanted = normalized(standard, base);
        return schemas.keySet().stream()
                .anyMatch(key -> key.standard() == standard && key.release().equals(wanted));
    }

    public List<Schema> all() {
        return List.copyOf(schemas.values());
    }

    /** {@code D.96A} is kept in a folder {@code d96a}; X12 releases keep their digits. */
    private static String normalized(Standard standard, String release) {
        return standard == Standard.X12 ? release : release.replace(".", "").toLowerCase(Locale.ROOT);
    }

    /** Reads one standard's folder; releases may start from each other. */
    private static final class Loader {
        private final Standard standard;
        private final Path folder;
        private final Problems problems;
        private final Map<Key, Schema> schemas;
        private final Map<String, Dictionary> dictionaries = new LinkedHashMap<>();
        private final Map<String, byte[]> digests = new LinkedHashMap<>();

        Loader(Standard standard, Path folder, Problems problems, Map<Key, Schema> schemas) {
            this.standard = standard;
            this.folder = folder;
            this.problems = problems;
            this.schemas = schemas;
        }

        void load() {
            for (Path release : children(folder)) {
                Dictionary dictionary = dictionary(release.getFileName().toString());
                if (dictionary != null) {
                    children(release).forEach(file -> loadSet(dictionary, file));
                }
            }
        }

        private @Nullable Dictionary dictionary(String release) {
            Dictionary known = dictionaries.get(release);
            Path releaseFolder = folder.resolve(release);
            if (known != null || !Files.isDirectory(releaseFolder)) {
                return known;
            }
            MessageDigest digest = sha256();
            Dictionary read = new DictionaryReader(problems, earlier -> {
                        Dictionary found = earlier.equals(release) ? null : dictionary(earlier);
                        digest.update(digests.getOrDefault(earlier, new byte[0]));
                        return found;
                    })
                    .read(releaseFolder, release);
            SHARED_FILES.stream().sorted().forEach(name -> digest.update(bytes(releaseFolder.resolve(name))));
            digests.put(release, digest.digest());
            dictionaries.put(release, read);
            return read;
        }

        private void loadSet(Dictionary dictionary, Path file) {
            if (SHARED_FILES.contains(file.getFileName().toString())) {
                return;
            }
            SetDefinition set = new SetReader(problems).read(file, dictionary);
            if (set == null) {
                return;
            }
            MessageDigest digest = sha256();
            digest.update(digests.getOrDefault(dictionary.release, new byte[0]));
            digest.update(bytes(file));
            String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
            SchemaSource source = new SchemaSource(standard, dictionary, set, Map.of(), List.of(), List.of(), version);
            schemas.put(new Key(standard, dictionary.release, set.type()), SchemaCompiler.compile(source));
        }

        private List<Path> children(Path parent) {
            try (Stream<Path> files = Files.list(parent)) {
                return files.filter(file -> !file.getFileName().toString().startsWith("."))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                problems.add(new Place(parent.toString(), 1, 1), "The folder cannot be read: " + e.getMessage() + ".");
                return List.of();
            }
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            } catch (IOException e) {
                // The reader of the file has said so already.
                return new byte[0];
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
