package io.lading.schema;

import io.lading.interchange.Standard;
import io.lading.schema.Schema.SchemaSource;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.Problems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One standard's schemas: {@code <release>/<set>} beside the release's dictionary. Releases may start from each other. */
final class SchemaFolder {
    private static final Set<String> SHARED_FILES = Set.of("elements", "segments", "codes", "tags");
    private static final String SYNTAX_FOUR = "41";
    private static final int VERSION_LENGTH = 16;

    private final Standard standard;
    private final Path folder;
    private final Consumer<Problem> sink;
    private final Map<String, Dictionary> dictionaries = new LinkedHashMap<>();
    private final Map<String, byte[]> digests = new LinkedHashMap<>();

    /** @param sink takes what is wrong with a schema, when that is read */
    SchemaFolder(Standard standard, Path folder, Consumer<Problem> sink) {
        this.standard = standard;
        this.folder = folder;
        this.sink = sink;
    }

    /** Names each release and set there is, without reading them. */
    void sets(BiConsumer<String, String> releasesAndSets) {
        for (Path release : children(folder)) {
            if (!Files.isDirectory(release)) {
                continue;
            }
            for (Path file : children(release)) {
                String set = file.getFileName().toString();
                if (!SHARED_FILES.contains(set)) {
                    releasesAndSets.accept(release.getFileName().toString(), set);
                }
            }
        }
    }

    /** Null if something is wrong with it, which the sink is told then. */
    synchronized @Nullable Schema read(String release, String setType) {
        Problems problems = new Problems();
        Schema schema = read(release, setType, problems);
        problems.list().forEach(sink);
        return schema;
    }

    private @Nullable Schema read(String release, String setType, Problems problems) {
        Dictionary dictionary = dictionary(release, problems);
        Path file = folder.resolve(release).resolve(setType);
        SetDefinition set = dictionary == null ? null : new SetReader(problems).read(file, dictionary);
        if (dictionary == null || set == null) {
            return null;
        }
        if (!set.type().equals(setType)) {
            problems.add(
                    new Place(file.toString(), 1, 1), "The file is named otherwise than its set " + set.type() + ".");
            return null;
        }
        MessageDigest digest = sha256();
        digest.update(digests.getOrDefault(release, new byte[0]));
        digest.update(bytes(file));
        String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        return SchemaCompiler.compile(
                new SchemaSource(standard, dictionary, set, Map.of(), List.of(), List.of(), version));
    }

    private @Nullable Dictionary dictionary(String release, Problems problems) {
        Dictionary known = dictionaries.get(release);
        Path releaseFolder = folder.resolve(release);
        if (known != null || !Files.isDirectory(releaseFolder)) {
            return known;
        }
        MessageDigest digest = sha256();
        Dictionary read = new DictionaryReader(problems, earlier -> {
                    Dictionary found = earlier.equals(release) ? null : dictionary(earlier, problems);
                    digest.update(digests.getOrDefault(earlier, new byte[0]));
                    return found;
                })
                .read(releaseFolder, release);
        SHARED_FILES.stream().sorted().forEach(name -> digest.update(bytes(releaseFolder.resolve(name))));
        digests.put(release, digest.digest());
        dictionaries.put(release, read);
        if (standard == Standard.EDIFACT && !release.equals(SYNTAX_FOUR)) {
            read.syntaxFour = dictionary(SYNTAX_FOUR, problems);
        }
        return read;
    }

    private List<Path> children(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            sink.accept(new Problem(
                    new Place(parent.toString(), 1, 1), "The folder cannot be read: " + e.getMessage() + "."));
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

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
