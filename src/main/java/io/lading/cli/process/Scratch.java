package io.lading.cli.process;

import io.lading.cli.WrongUseException;
import io.lading.security.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders that are made for one run and may be thrown away. */
public final class Scratch {
    private static final String MARK = ".scratch";

    private Scratch() {}

    /**
     * Empties a folder of an earlier run, or makes it.
     *
     * @throws WrongUseException if this class did not make the folder, for it may be precious, or a hub still uses it
     */
    public static Path fresh(Path folder) throws IOException {
        Path whole = folder.toAbsolutePath().normalize();
        if (Files.exists(whole) && !Files.exists(whole.resolve(MARK))) {
            throw new WrongUseException("The folder " + whole + " was not made by an earlier run; move it away.");
        }
        for (Path data : List.of(whole, whole.resolve("data"))) {
            refuseIfInUse(data);
        }
        remove(whole);
        PrivateFolder.create(whole);
        Files.createFile(whole.resolve(MARK));
        return whole;
    }

    private static void refuseIfInUse(Path data) {
        Path lock = data.resolve("hub.lock");
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free == null) {
                throw new WrongUseException("A hub is still running with the folder " + data
                        + ". Stop it first, with Ctrl-C where it runs.");
            }
        } catch (IOException e) {
            throw new WrongUseException("The folder " + data + " cannot be used: " + e.getMessage() + ".");
        }
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
