package io.lading.transport.sftp;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.security.Principal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.jspecify.annotations.Nullable;

/**
 * What a partner may do: write new files into {@code /in}, read and delete files in {@code /out}. The disk never sees a
 * name of the partner's: what is written goes to a spool file of ours.
 */
final class MailboxFiles implements SftpFileSystemAccessor {
    static final String IN = "in";
    static final String OUT = "out";

    private final Uploads uploads;

    MailboxFiles(Uploads uploads) {
        this.uploads = uploads;
    }

    /** The parts of a path from the mailbox's root; it cannot lead out of it, for it is made absolute there. */
    static List<String> parts(Path path) {
        return StreamSupport.stream(path.toAbsolutePath().normalize().spliterator(), false)
                .map(Path::toString)
                .toList();
    }

    private static boolean isFileIn(String folder, Path path) {
        List<String> parts = parts(path);
        return parts.size() == 2 && parts.get(0).equals(folder);
    }

    private static boolean isHidden(Path path) {
        List<String> parts = parts(path);
        return !parts.isEmpty() && parts.get(parts.size() - 1).startsWith(".");
    }

    @Override
    public SeekableByteChannel openFile(
            SftpSubsystemProxy subsystem,
            @Nullable FileHandle fileHandle,
            Path file,
            String handle,
            Set<? extends OpenOption> options,
            FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        // Without a handle it is the server itself, to set a size for a client that opened nothing.
        if (writes && fileHandle != null && isFileIn(IN, file)) {
            return uploads.begin(
                    subsystem.getServerSession(), fileHandle, parts(file).get(1));
        }
        boolean collects = !writes
                && isFileIn(OUT, file)
                && !isHidden(file)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (collects) {
            return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }
        throw Files.exists(file, LinkOption.NOFOLLOW_LINKS) || writes
                ? new AccessDeniedException(file.toString())
                : new NoSuchFileException(file.toString());
    }

    @Override
    public DirectoryStream<Path> openDirectory(
            SftpSubsystemProxy subsystem, DirectoryHandle handle, Path folder, String name, LinkOption... options)
            throws IOException {
        DirectoryStream<Path> all =
                SftpFileSystemAccessor.super.openDirectory(subsystem, handle, folder, name, options);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(all.spliterator(), false)
                        .filter(path -> !isHidden(path))
                        .iterator();
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    @Override
    public Map<String, ?> readFileAttributes(
            SftpSubsystemProxy subsystem, Path file, String view, LinkOption... options) throws IOException {
        if (isFileIn(IN, file)) {
            // Clients look after what they have written before they rename it.
            Path written =
                    uploads.file(subsystem.getServerSession(), parts(file).get(1));
            if (written == null) {
                throw new NoSuchFileException(file.toString());
            }
            return SftpFileSystemAccessor.super.readFileAttributes(subsystem, written, view, options);
        }
        return SftpFileSystemAccessor.super.readFileAttributes(subsystem, file, view, options);
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        if (!isFileIn(IN, from) || !isFileIn(IN, to)) {
            throw new AccessDeniedException(from.toString());
        }
        uploads.rename(
                subsystem.getServerSession(), parts(from).get(1), parts(to).get(1));
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path file, boolean isDirectory) throws IOException {
        if (!isDirectory && isFileIn(IN, file)) {
            uploads.remove(subsystem.getServerSession(), parts(file).get(1));
            return;
        }
        boolean collected = !isDirectory
                && isFileIn(OUT, file)
                && !isHidden(file)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!collected) {
            throw new AccessDeniedException(file.toString());
        }
        Files.delete(file);
    }

    /** Clients set times and modes after writing; on what is ours already that means nothing and harms nobody. */
    private static void ignoreIn(Path file) throws IOException {
        if (!isFileIn(IN, file)) {
            throw new AccessDeniedException(file.toString());
        }
    }

    @Override
    public void setFileAttribute(
            SftpSubsystemProxy subsystem, Path file, String view, String attribute, Object value, LinkOption... options)
            throws IOException {
        ignoreIn(file);
    }

    @Override
    public void setFilePermissions(
            SftpSubsystemProxy subsystem, Path file, Set<PosixFilePermission> permissions, LinkOption... options)
            throws IOException {
        ignoreIn(file);
    }

    @Override
    public void setFileOwner(SftpSubsystemProxy subsystem, Path file, Principal owner, LinkOption... options)
            throws IOException {
        ignoreIn(file);
    }

    @Override
    public void setGroupOwner(SftpSubsystemProxy subsystem, Path file, Principal group, LinkOption... options)
            throws IOException {
        ignoreIn(file);
    }

    @Override
    public void createDirectory(SftpSubsystemProxy subsystem, Path path) throws IOException {
        if (parts(path).size() == 1 && Files.isDirectory(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        throw new AccessDeniedException(path.toString());
    }

    @Override
    public void createLink(SftpSubsystemProxy subsystem, Path link, Path existing, boolean symbolic)
            throws IOException {
        throw new AccessDeniedException(link.toString());
    }

    @Override
    public String resolveLinkTarget(SftpSubsystemProxy subsystem, Path link) throws IOException {
        throw new AccessDeniedException(link.toString());
    }

    @Override
    public void copyFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        throw new AccessDeniedException(from.toString());
    }
}
