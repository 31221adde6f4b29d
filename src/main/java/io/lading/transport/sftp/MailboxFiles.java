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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.security.Principal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.sshd.server.session.ServerSession;
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

    static boolean isFileIn(String folder, Path path) {
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
        if (!writes && fileHandle != null && isFileIn(IN, file)) {
            return readBack(subsystem.getServerSession(), parts(file).get(1));
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

    /** What is not finished is still the partner's. */
    private SeekableByteChannel readBack(ServerSession session, String name) throws IOException {
        Upload upload = uploads.unfinished(session, name);
        if (upload != null) {
            return Files.newByteChannel(upload.file(), StandardOpenOption.READ);
        }
        if (uploads.wasTaken(session, name)) {
            throw Refusals.denied(name + " was taken in and cannot be read back.");
        }
        throw new NoSuchFileException(name);
    }

    @Override
    public DirectoryStream<Path> openDirectory(
            SftpSubsystemProxy subsystem, DirectoryHandle handle, Path folder, String name, LinkOption... options)
            throws IOException {
        if (parts(folder).equals(List.of(IN))) {
            return listing(uploads.names(subsystem.getServerSession()).stream()
                    .map(folder::resolve)
                    .toList());
        }
        DirectoryStream<Path> all =
                SftpFileSystemAccessor.super.openDirectory(subsystem, handle, folder, name, options);
        try (all) {
            return listing(StreamSupport.stream(all.spliterator(), false)
                    .filter(path -> !isHidden(path))
                    .toList());
        }
    }

    private static DirectoryStream<Path> listing(List<Path> paths) {
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return paths.iterator();
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        if (!isFileIn(IN, from) || !isFileIn(IN, to)) {
            throw new AccessDeniedException(from.toString());
        }
        uploads.rename(
                subsystem.getServerSession(),
                parts(from).get(1),
                parts(to).get(1),
                options.contains(StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path file, boolean isDirectory) throws IOException {
        boolean collected = !isDirectory
                && isFileIn(OUT, file)
                && !isHidden(file)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!collected) {
            throw new AccessDeniedException(file.toString());
        }
        Files.delete(file);
    }

    // What is set on files in /in never comes here.

    @Override
    public void setFileAttribute(
            SftpSubsystemProxy subsystem, Path file, String view, String attribute, Object value, LinkOption... options)
            throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public void setFilePermissions(
            SftpSubsystemProxy subsystem, Path file, Set<PosixFilePermission> permissions, LinkOption... options)
            throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public void setFileOwner(SftpSubsystemProxy subsystem, Path file, Principal owner, LinkOption... options)
            throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public void setGroupOwner(SftpSubsystemProxy subsystem, Path file, Principal group, LinkOption... options)
            throws IOException {
        throw new AccessDeniedException(file.toString());
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
