package io.lading.partner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands in a folder of partner files, certificates and guides included: what plan compares, apply keeps and export
 * gives back byte for byte. Private keys are never among them: they stay in the folder of each hub. Immutable.
 */
public final class PartnerFiles {
    /** The largest file, in bytes; descriptions and certificates are far smaller. */
    public static final int LARGEST_FILE = 1 << 20;

    /** The most bytes of all files together. */
    public static final int MOST_BYTES = 16 << 20;

    /** No hidden files, and no way out of the folder. */
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}");

    private static final List<String> KEY_STORES = List.of(".key", ".p12", ".pfx", ".jks");
    private static final String KEY_IN_TEXT = "PRIVATE KEY-----";

    private final SortedMap<String, byte[]> files;

    private PartnerFiles(SortedMap<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /** Files that cannot be taken; the message says which and why. */
    public static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotTaken(String message) {
            super(message);
        }
    }

    /**
     * Files by their path below the folder, with {@code /} between its parts.
     *
     * @throws NotTaken if a path leads elsewhere, or they are too large
     */
    public static PartnerFiles of(Map<String, byte[]> files) {
        SortedMap<String, byte[]> kept = new TreeMap<>();
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            if (!PATH.matcher(file.getKey()).matches()) {
                throw new NotTaken(
                        "The file name '" + file.getKey()
                                + "' cannot be taken: expected letters, digits, '.', '_', '-' and '/', no part beginning with a dot.");
            }
            if (holdsKey(file.getKey(), content)) {
                throw new NotTaken(
                        "The file " + file.getKey()
                                + " holds a private key, which is not kept in the record; leave it in the partner folder of each hub.");
            }
            if (content.length > LARGEST_FILE) {
                throw new NotTaken("The file " + file.getKey() + " has " + content.length + " bytes; at most "
                        + LARGEST_FILE + " are taken.");
            }
            bytes += content.length;
            kept.put(file.getKey(), content.clone());
        }
        if (bytes > MOST_BYTES) {
            throw new NotTaken(
                    "The partner files have " + bytes + " bytes together; at most " + MOST_BYTES + " are taken.");
        }
        return new PartnerFiles(kept);
    }

    /** Reads a folder without its private keys and hidden files; a folder that is not there counts as empty. */
    public static PartnerFiles read(Path folder) throws IOException {
        Map<String, byte[]> found = all(folder);
        found.entrySet().removeIf(file -> holdsKey(file.getKey(), file.getValue()));
        return of(found);
    }

    /** The paths of the private keys below a folder. */
    public static List<String> keys(Path folder) throws IOException {
        return all(folder).entrySet().stream()
                .filter(file -> holdsKey(file.getKey(), file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean holdsKey(String name, byte[] content) {
        return KEY_STORES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)
                || new String(content, StandardCharsets.ISO_8859_1).contains(KEY_IN_TEXT);
    }

    private static Map<String, byte[]> all(Path folder) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = parts(folder.relativize(path)).collect(Collectors.joining("/"));
                boolean hidden = name.startsWith(".") || name.contains("/.");
                if (!hidden) {
                    found.put(name, Files.readAllBytes(path));
                }
            }
        }
        return found;
    }

    private static Stream<String> parts(Path path) {
        return IntStream.range(0, path.getNameCount())
                .mapToObj(i -> path.getName(i).toString());
    }

    /** Writes them below a folder, which is made if it is not there. Other files there stay as they are. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(path, file.getValue());
        }
    }

    /** Their paths, in order. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    /** The content of a file, empty if there is none. */
    public byte[] content(String path) {
        byte[] content = files.get(path);
        return content == null ? new byte[0] : content.clone();
    }

    String text(String path) {
        return new String(content(path), StandardCharsets.UTF_8);
    }

    /** A hash over paths and contents; equal files give equal hashes. */
    public String hash() {
        MessageDigest digest = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            digest.update((name.length + " " + file.getValue().length + " ").getBytes(StandardCharsets.US_ASCII));
            digest.update(name);
            digest.update(file.getValue());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
