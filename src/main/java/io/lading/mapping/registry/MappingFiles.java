package io.lading.mapping.registry;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The contents of maps, schemas and code lists at one moment, by their path below the folder of mappings: what is kept so
 * that a document can be made again as it was. Cases are left out, for nothing is made of them. Immutable.
 */
public final class MappingFiles {
    private static final String CASES = "cases";

    private final SortedMap<String, byte[]> files;

    private MappingFiles(SortedMap<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /** @param files by path, with {@code /} between its parts; the arrays must not change any more */
    public static MappingFiles of(Map<String, byte[]> files) {
        return new MappingFiles(new TreeMap<>(files));
    }

    /** All files below one folder of {@code mappings}, or below all of it if the folder is empty. */
    public static MappingFiles read(Path mappings, String folder) throws IOException {
        SortedMap<String, byte[]> found = new TreeMap<>();
        Path start = mappings.resolve(folder);
        if (Files.isDirectory(start)) {
            try (Stream<Path> paths = Files.walk(start)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    String name = name(mappings, path);
                    if (!name.contains("/" + CASES + "/") && !isHidden(name)) {
                        found.put(name, Files.readAllBytes(path));
                    }
                }
            }
        }
        return new MappingFiles(found);
    }

    /** The same, as data that may be missing: what cannot be read is said. */
    public static MappingFiles read(Path mappings, String folder, Problems problems) {
        try {
            return read(mappings, folder);
        } catch (IOException e) {
            problems.add(
                    new Place(mappings.resolve(folder).toString(), 1, 1),
                    "The folder cannot be read: " + e.getMessage() + ".");
            return of(Map.of());
        }
    }

    static String name(Path root, Path file) {
        Path relative = root.relativize(file).normalize();
        return String.join(
                "/",
                IntStream.range(0, relative.getNameCount())
                        .mapToObj(i -> relative.getName(i).toString())
                        .toList());
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    /** These and others; where both have a file, the other's. */
    public MappingFiles with(MappingFiles others) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.putAll(others.files);
        return new MappingFiles(all);
    }

    /** By path; the arrays are not to be written to. */
    public SortedMap<String, byte[]> contents() {
        return files;
    }

    /** Writes them below a folder, which is made if it is not there. */
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Path parent = path.getParent();
            Files.createDirectories(parent == null ? folder : parent);
            Files.write(path, file.getValue());
        }
    }

    /** A hash over paths and contents; equal files give equal hashes. */
    public String hash() {
        MessageDigest digest = MapFolder.sha256();
        files.forEach((name, content) -> {
            byte[] path = name.getBytes(StandardCharsets.UTF_8);
            digest.update((path.length + " " + content.length + " ").getBytes(StandardCharsets.US_ASCII));
            digest.update(path);
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
