package io.lading.mapping.registry;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of every file below a folder without opening it. As long as it says the same, nothing has to
 * be read: each second all maps, for the rare case that one changed, is work without end.
 */
record FolderStamp(List<Entry> entries) {
    /** Of no folder. */
    static final FolderStamp NONE = new FolderStamp(List.of());

    /** @param key tells a file from another that took its place */
    record Entry(
            String path,
            long size,
            FileTime changed,
            @Nullable Object key) {}

    /** What cannot be read is an entry too, so that it is noticed when it can be. */
    static FolderStamp of(Path root) {
        List<Entry> entries = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                    boolean link = facts.isSymbolicLink() && Files.exists(file);
                    BasicFileAttributes of = link ? Files.readAttributes(file, BasicFileAttributes.class) : facts;
                    entries.add(new Entry(file.toString(), of.size(), of.lastModifiedTime(), of.fileKey()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    entries.add(new Entry(file + ": " + e, -1, FileTime.fromMillis(0), null));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            entries.add(new Entry(root + ": " + e, -1, FileTime.fromMillis(0), null));
        }
        entries.sort(Comparator.comparing(Entry::path));
        return new FolderStamp(entries);
    }
}
