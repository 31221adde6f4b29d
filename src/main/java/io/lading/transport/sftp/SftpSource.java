package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.sftp.Remote.Open;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches files from a partner's server. A file counts once it looks the same at two looks in a row, and is deleted there
 * only when it is durable here. Used by one timer.
 */
public final class SftpSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SftpSource.class);
    private static final int MOST_A_LOOK = 500;

    private final Connection connection;
    private final Remote remote;
    private final SubmissionPort port;
    private final Limits limits;
    private final PathMatcher wanted;
    /** Size and time of what the last look has seen. */
    private Map<String, String> seen = new HashMap<>();

    /**
     * @param spool for files on their way; nobody else's
     * @param heldBytes larger files are stored as they are read
     */
    public record Limits(Path spool, long mostBytes, int heldBytes) {}

    public SftpSource(Connection connection, Remote remote, SubmissionPort port, Limits limits) {
        this.connection = connection;
        this.remote = remote;
        this.port = port;
        this.limits = limits;
        this.wanted = FileSystems.getDefault()
                .getPathMatcher("glob:" + connection.setting("files").orElse("*"));
    }

    /** Looks once; called by the timer. What cannot be done now is tried at the next look. */
    public synchronized void poll() {
        Map<String, String> found = new HashMap<>();
        try (Open open = remote.open()) {
            for (DirEntry entry : open.sftp().readDir(remote.folder())) {
                if (found.size() < MOST_A_LOOK && isWanted(entry)) {
                    Attributes attributes = entry.getAttributes();
                    String look = attributes.getSize() + "|" + attributes.getModifyTime();
                    found.put(entry.getFilename(), look);
                    if (look.equals(seen.get(entry.getFilename()))) {
                        take(open.sftp(), entry.getFilename(), look);
                    }
                }
            }
        } catch (IOException | UncheckedIOException | RecordUnavailable | IllegalStateException e) {
            log.warn("connection={} was not emptied: {}", connection.id(), e.getMessage());
        }
        seen = found;
    }

    /** The server's names are matched and shown, and handed back to it; none becomes a path here. */
    private boolean isWanted(DirEntry entry) {
        String name = entry.getFilename();
        boolean plain = name.indexOf('/') < 0 && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
        return plain
                && entry.getAttributes().isRegularFile()
                && !Uploads.isUnfinished(name)
                && wanted.matches(Path.of(name).getFileName());
    }

    private void take(SftpClient sftp, String name, String look) throws IOException {
        Files.createDirectories(limits.spool());
        Upload download = new Upload(limits.spool(), name);
        try {
            MessageDigest digest = Payloads.newSha256();
            try (InputStream in = new DigestInputStream(sftp.read(remote.path(name)), digest)) {
                copy(in, download.file());
            }
            long size = Files.size(download.file());
            if (size == 0) {
                return;
            }
            submit(
                    download.file(),
                    name,
                    name + "|" + look + "|" + HexFormat.of().formatHex(digest.digest()),
                    size);
            sftp.remove(remote.path(name));
        } finally {
            download.discard();
        }
    }

    private void copy(InputStream in, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
                size += got;
                if (size > limits.mostBytes()) {
                    throw new IOException("The file is larger than the " + limits.mostBytes() + " bytes allowed.");
                }
                out.write(buffer, 0, got);
            }
        }
    }

    /** The key makes a second fetch, as after a crash before the deletion, the same submission. */
    private void submit(Path file, String name, String key, long size) throws IOException {
        boolean small = size <= limits.heldBytes();
        Reception facts = new Reception(
                connection.id(),
                connection.partner(),
                "sftp:" + remote.label(),
                "sftp",
                key,
                Uploads.shown(name),
                remote.label(),
                "application/octet-stream",
                "UNKNOWN",
                Lane.INTERACTIVE,
                small ? Files.readAllBytes(file) : new byte[0]);
        if (small) {
            port.submit(facts);
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            port.submit(facts, in);
        }
    }

    @Override
    public void close() {
        remote.close();
    }
}
