package io.lading.schema;

import io.lading.interchange.Standard;
import io.lading.yaml.Problems;
import io.lading.yaml.Problems.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All schemas of a folder {@code mappings/schemas/<standard>/<release>/<set>}. Safe for use by several threads; what a
 * schema says never changes once it was read.
 */
public final class SchemaCatalog {
    private static final int X12_RELEASE_LENGTH = 6;
    private static final String SERVICE_MESSAGES = "d3";
    private static final String ACKNOWLEDGEMENT = "997";
    private static final String ACKNOWLEDGEMENT_RELEASE = "004010";

    /** Where each schema stands, in the order of the folders. */
    private final Map<Key, SchemaFolder> folders;

    private final Map<Key, Optional<Schema>> schemas = new ConcurrentHashMap<>();

    private record Key(Standard standard, String release, String setType) {}

    private SchemaCatalog(Map<Key, SchemaFolder> folders) {
        this.folders = folders;
    }

    /**
     * Reads every schema below {@code mappings/schemas}. What is wrong with a file is added to the problems; the sets it
     * concerns are left out.
     */
    public static SchemaCatalog load(Path mappings, Problems problems) {
        SchemaCatalog catalog = onDemand(mappings, problem -> problems.addAll(List.of(problem)));
        catalog.all();
        return catalog;
    }

    /**
     * As {@link #load}, but each schema is read when it is first asked for, which takes milliseconds: most hubs and commands
     * need a few of hundreds.
     *
     * @param problems takes what is wrong with a schema, when that is read
     */
    public static SchemaCatalog onDemand(Path mappings, Consumer<Problem> problems) {
        Map<Key, SchemaFolder> folders = new LinkedHashMap<>();
        for (Standard standard : Standard.values()) {
            Path path = mappings.resolve("schemas").resolve(standard.name().toLowerCase(Locale.ROOT));
            if (Files.isDirectory(path)) {
                SchemaFolder folder = new SchemaFolder(standard, path, problems);
                folder.sets((release, setType) -> folders.put(new Key(standard, release, setType), folder));
            }
        }
        return new SchemaCatalog(Collections.unmodifiableMap(folders));
    }

    /**
     * The schema of a set. An industry's release falls back to the one it is built on: {@code 004010VICS} and
     * {@code 005010X230} to {@code 004010} and {@code 005010}; a 997 of a release without schemas to that of 004010.
     */
    public Optional<Schema> find(Standard standard, String release, String setType) {
        Optional<Schema> exact = schema(new Key(standard, normalized(standard, release), setType));
        if (exact.isEmpty() && standard == Standard.EDIFACT) {
            // Service messages have versions of their own, and partners write what they like there.
            return schema(new Key(standard, SERVICE_MESSAGES, setType));
        }
        if (exact.isPresent() || standard != Standard.X12) {
            return exact;
        }
        if (release.length() > X12_RELEASE_LENGTH) {
            return find(standard, release.substring(0, X12_RELEASE_LENGTH), setType);
        }
        // Any release is answered in its own; what a 997 consists of is the same since the first.
        return setType.equals(ACKNOWLEDGEMENT) && !release.equals(ACKNOWLEDGEMENT_RELEASE)
                ? find(standard, ACKNOWLEDGEMENT_RELEASE, setType)
                : Optional.empty();
    }

    /** True if any set of this release, or of the release it is built on, is known. */
    public boolean knowsRelease(Standard standard, String release) {
        String base = standard == Standard.X12 && release.length() > X12_RELEASE_LENGTH
                ? release.substring(0, X12_RELEASE_LENGTH)
                : release;
        String wanted = normalized(standard, base);
        return folders.keySet().stream()
                .anyMatch(key -> key.standard() == standard && key.release().equals(wanted));
    }

    /** The releases in which a set has a schema, as its header names them: {@code 004010}; {@code D.96A}. */
    public List<String> releases(Standard standard, String setType) {
        return folders.keySet().stream()
                .filter(key -> key.standard() == standard && key.setType().equals(setType))
                .map(key -> standard == Standard.X12 ? key.release() : directory(key.release()))
                .sorted()
                .toList();
    }

    private static String directory(String folder) {
        return (folder.substring(0, 1) + "." + folder.substring(1)).toUpperCase(Locale.ROOT);
    }

    /** Each schema there is as {@code x12/004010/850}, without reading it. */
    public Set<String> ids() {
        return folders.keySet().stream()
                .map(key -> key.standard().name().toLowerCase(Locale.ROOT) + "/" + key.release() + "/" + key.setType())
                .collect(Collectors.toSet());
    }

    public List<Schema> all() {
        return folders.keySet().stream().flatMap(key -> schema(key).stream()).toList();
    }

    private Optional<Schema> schema(Key key) {
        Optional<Schema> known = schemas.get(key);
        if (known != null) {
            return known;
        }
        SchemaFolder folder = folders.get(key);
        if (folder == null) {
            return Optional.empty();
        }
        return schemas.computeIfAbsent(key, wanted -> Optional.ofNullable(folder.read(key.release(), key.setType())));
    }

    /** {@code D.96A} is kept in a folder {@code d96a}; X12 releases keep their digits. */
    private static String normalized(Standard standard, String release) {
        return standard == Standard.X12 ? release : release.replace(".", "").toLowerCase(Locale.ROOT);
    }
}
