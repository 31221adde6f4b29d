package io.lading.cli.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders that are made for one run and may be thrown away. */
public final class Scratch {
    private static final String MARK = ".scratch";

    private Scratch() {}

    /** Empties a folder of an earlier run, or makes it. Refuses one that this class did not make: it may be precious. */
    public static Path fresh(Path folder) throws IOException {
        Path whole = folder.toAbsolutePath().normalize();
        if (Files.exists(whole) && !Files.exists(whole.resolve(MARK))) {
            throw new IOException("The folder " + whole + " was not made by an earlier run; move it away.");
        }
        remove(whole);
        Files.createDirectories(whole);
        Files.createFile(whole.resolve(MARK));
        return whole;
    }

    /** Removes a folder with all that is in it; what vanishes meanwhile is no matter. */
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
