package io.lading.transport.sftp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The spool of uploads. One that is kept beyond its session has a second file beside it, which says whose it is and how its
 * sender calls it: no name of a sender's becomes one of the disk's. Both are on the disk when {@link #keep} returns.
 */
final class KeptFiles {
    private static final String LABEL = ".label";
    /** Instead of {@link #LABEL}, once somebody was told that it lies there. */
    private static final String TOLD = ".told";

    private final Path folder;

    KeptFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Receives what is found at the start. */
    @FunctionalInterface
    interface Found {
        void kept(String connection, String name, Upload upload, boolean told);
    }

    /** Hands over what was kept, and throws away what an earlier process left half done. */
    void load(Found found) throws IOException {
        try (var files = Files.newDirectoryStream(folder, Upload.PREFIX + "*" + Upload.SUFFIX)) {
            for (Path file : files) {
                boolean told = Files.exists(beside(file, TOLD));
                Path label = told ? beside(file, TOLD) : beside(file, LABEL);
                String[] lines = Files.exists(label)
                        ? Files.readString(label, StandardCharsets.UTF_8).split("\n", 2)
                        : new String[0];
                if (lines.length == 2) {
                    found.kept(lines[0], lines[1], Upload.kept(file), told);
                    continue;
                }
                Files.deleteIfExists(file);
            }
        }
        try (var files = Files.newDirectoryStream(folder, Upload.PREFIX + "*.{label,told,next}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!Files.exists(file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + Upload.SUFFIX))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    Upload begin(Instant now) throws IOException {
        return Upload.begin(folder, now);
    }

    void keep(String connection, String name, Upload upload) throws IOException {
        Path next = beside(upload.file(), ".next");
        Files.writeString(next, connection + "\n" + name, StandardCharsets.UTF_8);
        force(next);
        Files.move(next, beside(upload.file(), LABEL), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(beside(upload.file(), TOLD));
        force(folder);
    }

    void told(Upload upload) throws IOException {
        Files.move(beside(upload.file(), LABEL), beside(upload.file(), TOLD), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean isTold(Upload upload) {
        return Files.exists(beside(upload.file(), TOLD));
    }

    /** The label goes last: a file without one is swept, a label without a file harms nobody. */
    void discard(Upload upload) {
        upload.discard();
        try {
            Files.deleteIfExists(beside(upload.file(), LABEL));
            Files.deleteIfExists(beside(upload.file(), TOLD));
        } catch (IOException e) {
            beside(upload.file(), LABEL).toFile().deleteOnExit();
        }
    }

    private static Path beside(Path file, String suffix) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - Upload.SUFFIX.length()) + suffix);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
