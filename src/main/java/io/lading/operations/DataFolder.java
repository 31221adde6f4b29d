package io.lading.operations;

import io.lading.security.PrivateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that keeps all a hub must not forget. One hub owns it at a time, by a lock that the operating system
 * releases when the process ends, however it ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "hub.lock";
    private static final List<String> PARTS = List.of("broker", "logs", "mailboxes", "partners-in-force", "spool");

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private final Optional<String> openBefore;

    private DataFolder(Path path, FileChannel channel, FileLock lock, Optional<String> openBefore) {
        this.openBefore = openBefore;
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Makes the folder if needed and takes possession of it; refuses if another hub has it. */
    public static DataFolder claim(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Optional<String> openBefore = closeAll(folder);
            Path file = folder.resolve(LOCK);
            FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefusedException("Another hub" + owner(file) + " is using the data folder " + folder
                        + ". Stop it first, or give this one a folder of its own.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(folder, channel, lock, openBefore);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data folder " + folder + " cannot be used: " + e.getMessage()
                            + ". Give a folder that belongs to this user.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // a hub in this very process
        }
    }

    private static String owner(Path file) {
        try {
            String pid = Files.readString(file).trim();
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Closes the folder and what the hub keeps in it, whoever made them. What programs of others share lies below
     * {@code exchange} or elsewhere, and is theirs to open.
     */
    private static Optional<String> closeAll(Path folder) throws IOException {
        Optional<String> before = PrivateFolder.close(folder);
        for (String part : PARTS) {
            PrivateFolder.close(folder.resolve(part));
        }
        return before;
    }

    /** The rights by which others could enter the folder until now, such as {@code rwxr-xr-x}. */
    Optional<String> openBefore() {
        return openBefore;
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    static void writePrivate(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file by which the command line finds the hub that runs with a data folder: its address and its console. */
    public static Path addressFile(Path folder) {
        return folder.resolve("hub.json");
    }

    /** What the record calls the hub that has the folder; the next one finds there who was before it. */
    static Path lifeFile(Path folder) {
        return folder.resolve("hub.life");
    }

    /** Says where the hub answers, for the command line on the same machine. */
    void announce(URI address, URI console) {
        try {
            writePrivate(
                    addressFile(path),
                    "{\"url\":\"" + address + "\",\"console\":\"" + console + "\",\"pid\":"
                            + ProcessHandle.current().pid() + "}\n");
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data folder " + path + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    public Path path() {
        return path;
    }

    Path database() {
        return path.resolve("database");
    }

    Path broker() {
        return path.resolve("broker");
    }

    Path logs() {
        return path.resolve("logs");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(addressFile(path));
        lock.release();
        channel.close();
    }
}
