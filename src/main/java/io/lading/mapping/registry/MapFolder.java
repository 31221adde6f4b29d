package io.lading.mapping.registry;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one map, its cases aside, and their common hash. */
final class MapFolder {
    static final String FILE = "map.yaml";
    static final String STRUCTURES = "structures.yaml";
    private static final String CASES = "cases";

    private final Path folder;

    MapFolder(Path folder) {
        this.folder = folder;
    }

    /** All folders below the root that hold a map.yaml, in the order of their names. */
    static List<MapFolder> below(Path root, Problems problems) {
        try (Stream<Path> files = Files.find(root, 4, (path, facts) -> path.endsWith(FILE))) {
            List<MapFolder> folders = new ArrayList<>();
            files.sorted().forEach(file -> folders.add(new MapFolder(file.resolveSibling(""))));
            return folders;
        } catch (IOException e) {
            problems.add(
                    new Place(root.toString(), 1, 1), "The folder of maps cannot be read: " + e.getMessage() + ".");
            return List.of();
        }
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve(FILE);
    }

    /** The structures shared by the maps of this syntax, which stand one folder above. */
    Path structures() {
        return folder.resolveSibling(STRUCTURES);
    }

    /** Its files as they are now, the shared structures included, by their path from the folder. */
    SortedMap<Path, byte[]> content() throws IOException {
        SortedMap<Path, byte[]> content = new TreeMap<>();
        for (Path file : files()) {
            content.put(folder.relativize(file), Files.readAllBytes(file));
        }
        return content;
    }

    /** SHA-256 over names and contents. */
    static String hash(SortedMap<Path, byte[]> content) {
        MessageDigest digest = sha256();
        content.forEach((path, bytes) -> {
            digest.update(path.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of one file. */
    static String hash(Path file, Problems problems) {
        try {
            return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "The file cannot be read: " + e.getMessage() + ".");
            return "";
        }
    }

    private List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).startsWith(CASES))
                    .sorted()
                    .forEach(found::add);
        }
        if (Files.exists(structures())) {
            found.add(structures());
        }
        return found;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
