package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.SubmissionPort;
import io.lading.tracking.Turns;
import io.lading.transport.HeldBack;
import io.lading.transport.SourceNames;
import io.lading.transport.sftp.Remote.Open;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files from a partner's server. A file counts once it looks the same at two looks in a row, and is deleted there
 * only when it is durable here; what cannot be taken stays there, is told, and holds up no other. Used by one timer.
 */
public final class SftpSource implements AutoCloseable {
    private static final int MOST_A_LOOK = 500;
    /** So that a server without end does not fill the memory; more is seen once some are gone. */
    private static final int MOST_SEEN = 100_000;

    private final Connection connection;
    private final Remote remote;
    private final SubmissionPort port;
    private final HeldBack heldBack;
    private final Turns turns;
    private final Limits limits;
    private final PathMatcher wanted;
    /** Size and time of what the last look has seen. */
    private Map<String, String> seen = new HashMap<>();

    /**
     * What is taken.
     *
     * @param spool for files on their way; nobody else's
     * @param mostBytes larger files are left where they are
     * @param heldBytes larger files are stored as they are read
     */
    public record Limits(Path spool, long mostBytes, int heldBytes) {}

    /** @param turns so that no hub deletes a file of which another has fetched an earlier one of the same name */
    public SftpSource(
            Connection connection, Remote remote, SubmissionPort port, HeldBack heldBack, Turns turns, Limits limits) {
        this.connection = connection;
        this.remote = remote;
        this.port = port;
        this.heldBack = heldBack;
        this.turns = turns;
        this.limits = limits;
        this.wanted = SourceNames.matcher(connection.setting("files").orElse("*"));
    }

    /** Looks once; called by the timer. What cannot be done now is tried at a later look. */
    public synchronized void poll() {
        if (!heldBack.isDue(connection.id())) {
            return;
        }
        try {
            port.requireOpen();
            Optional<Turns.Turn> mine = turns.take(connection.id());
            if (mine.isPresent()) {
                look(mine.get());
            }
            heldBack.clear(connection.id());
        } catch (IOException | UncheckedIOException | RecordFailure e) {
            heldBack.retry(connection.id(), "It was not emptied: " + e.getMessage());
        }
    }

    private void look(Turns.Turn turn) throws IOException {
        try (turn;
                Open open = remote.open()) {
            Map<String, String> found = new LinkedHashMap<>();
            for (DirEntry entry : open.sftp().readDir(remote.folder())) {
                if (found.size() < MOST_SEEN && isWanted(entry)) {
                    Attributes attributes = entry.getAttributes();
                    found.put(entry.getFilename(), attributes.getSize() + "|" + attributes.getModifyTime());
                }
            }
            Map<String, String> before = seen;
            seen = found;
            heldBack.keep(connection.id(), found.keySet());
            int taken = 0;
            for (Map.Entry<String, String> file : found.entrySet()) {
                boolean ready = file.getValue().equals(before.get(file.getKey()))
                        && heldBack.isDue(connection.id(), file.getKey(), file.getValue());
                if (ready && taken < MOST_A_LOOK) {
                    if (!turn.goesOn()) {
                        return;
                    }
                    taken++;
                    tryToTake(open, file.getKey(), file.getValue());
                }
            }
        }
    }

    /** What is the matter with one file is no matter of the others; what is the matter with the line is. */
    private void tryToTake(Open open, String name, String look) throws IOException {
        try {
            long size = Long.parseLong(look.substring(0, look.indexOf('|')));
            String refusal = refusal(size);
            if (refusal != null) {
                heldBack.refuse(connection.id(), name, look, refusal);
                return;
            }
            take(open.sftp(), name, look);
            heldBack.clear(connection.id(), name);
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                heldBack.clear(connection.id(), name); // withdrawn meanwhile
                return;
            }
            heldBack.retry(
                    connection.id(), name, look, "The server does not let it be fetched or deleted: " + e.getMessage());
        } catch (IOException e) {
            if (!open.session().isOpen()) {
                throw e;
            }
            heldBack.retry(connection.id(), name, look, "It could not be fetched: " + e.getMessage());
        } catch (RecordFailure e) {
            if (RecordUnavailable.isPassing(e)) {
                throw e;
            }
            heldBack.retry(connection.id(), name, look, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            heldBack.retry(connection.id(), name, look, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String refusal(long size) {
        if (size == 0) {
            return "It is empty, and stays on the server. If it was to hold something, ask the partner to write it again.";
        }
        return size > limits.mostBytes()
                ? "It has " + size + " bytes, more than the " + limits.mostBytes()
                        + " allowed (limits.maxTransmission), and stays on the server. Have it sent in parts."
                : null;
    }

    /** The server's names are matched and shown, and handed back to it; none becomes a path here. */
    private boolean isWanted(DirEntry entry) {
        String name = entry.getFilename();
        boolean plain = name.indexOf('/') < 0 && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
        return plain
                && entry.getAttributes().isRegularFile()
                && !SourceNames.isUnfinished(name)
                && wanted.matches(Path.of(name).getFileName());
    }

    private void take(SftpClient sftp, String name, String look) throws IOException {
        Files.createDirectories(limits.spool());
        Path download = Files.createTempFile(limits.spool(), Upload.PREFIX, Upload.SUFFIX);
        try {
            MessageDigest digest = Payloads.newSha256();
            try (InputStream in = new DigestInputStream(sftp.read(remote.path(name)), digest)) {
                copy(in, download);
            }
            long size = Files.size(download);
            if (size != Long.parseLong(look.substring(0, look.indexOf('|')))) {
                throw new IOException("it has " + size + " bytes now; it is still being written.");
            }
            submit(download, name, name + "|" + look + "|" + HexFormat.of().formatHex(digest.digest()), size);
            CrashPoints.reach("before-source-removal");
            sftp.remove(remote.path(name));
            CrashPoints.reach("after-source-removal");
        } finally {
            Files.deleteIfExists(download);
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
                SourceNames.shown(name),
                remote.label(),
                "application/octet-stream",
                "UNKNOWN",
                Lane.INTERACTIVE,
                small ? Files.readAllBytes(file) : new byte[0]);
        if (small) {
            requireTaken(port.submit(facts));
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            requireTaken(port.submit(facts, in));
        }
    }

    private static void requireTaken(Receipt receipt) throws IOException {
        if (receipt instanceof Receipt.KeyReused) {
            throw new IOException("a file of the same name, size, time and digest came before with other content.");
        }
    }

    @Override
    public void close() {
        remote.close();
    }
}
