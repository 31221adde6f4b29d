package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.Lane;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.SourceNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on their way in. One is submitted when its close is asked for, and the close succeeds only when it is durable; one
 * whose name says that it is unfinished is submitted when it is renamed. A connection that breaks leaves nothing.
 */
final class Uploads implements SftpEventListener {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int MOST_UNFINISHED = 32;
    private static final int MOST_TAKEN = 10_000;
    private static final AttributeKey<Session> SESSION = new AttributeKey<>();

    private final Logins logins;
    private final SubmissionPort port;
    private final Path folder;
    private final long mostBytes;
    private final int heldBytes;

    Uploads(Logins logins, SubmissionPort port, Path folder, long mostBytes, int heldBytes) {
        this.logins = logins;
        this.port = port;
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.heldBytes = heldBytes;
    }

    /** What a session has in hand: what it writes, what it has written under an unfinished name, and what was taken. */
    private record Session(Map<FileHandle, Upload> open, Map<String, Upload> unfinished, Set<String> taken) {
        Session() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        }
    }

    private static Session of(ServerSession session) {
        return session.computeAttributeIfAbsent(SESSION, key -> new Session());
    }

    /** A client that neither truncates nor insists on a new file goes on with what is there: APPEND, or a resumed upload. */
    private static boolean goesOn(FileHandle handle) {
        Set<StandardOpenOption> options = handle.getOpenOptions();
        return !options.contains(StandardOpenOption.TRUNCATE_EXISTING)
                && !options.contains(StandardOpenOption.CREATE_NEW);
    }

    SeekableByteChannel begin(ServerSession session, FileHandle handle, String name) throws IOException {
        requireOpen(session);
        Session hand = of(session);
        if (goesOn(handle)) {
            Upload before = hand.unfinished().remove(name);
            if (before != null) {
                before.goOn();
                hand.open().put(handle, before);
                return before.channel();
            }
            if (hand.taken().contains(name)) {
                throw Refusals.denied(name
                        + " was taken in whole and nothing can be added to it; send the rest as a file of its own.");
            }
        }
        if (hand.open().size() + hand.unfinished().size() >= MOST_UNFINISHED) {
            throw Refusals.failure("There are too many unfinished files: rename or remove some.");
        }
        Upload upload = new Upload(folder, name);
        hand.open().put(handle, upload);
        return upload.channel();
    }

    /** Before a byte is written, so that nothing fills a disk that is nearly full; quick, for each packet asks. */
    private void requireOpen(ServerSession session) throws IOException {
        try {
            port.requireOpen();
        } catch (IntakeClosed e) {
            log.debug("sftp user={} was refused a file: {}", session.getUsername(), e.getMessage());
            throw Refusals.failure(e.forSenders() + " Nothing was taken; send it again later.");
        }
    }

    /** The file of an upload that is unfinished or open, if there is one of that name. */
    @Nullable
    Path file(ServerSession session, String name) {
        Session hand = of(session);
        Upload unfinished = hand.unfinished().get(name);
        if (unfinished != null) {
            return unfinished.file();
        }
        return hand.open().values().stream()
                .filter(upload -> upload.name().equals(name))
                .map(Upload::file)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void writing(
            ServerSession session, String remote, FileHandle handle, long offset, byte[] data, int start, int length)
            throws IOException {
        Upload upload = of(session).open().get(handle);
        if (upload == null) {
            throw new AccessDeniedException(remote);
        }
        long at = handle.isOpenAppend() ? upload.channel().size() : offset;
        if (at < 0 || at > mostBytes - length) {
            throw Refusals.failure("The file is larger than the " + mostBytes + " bytes allowed.");
        }
        requireOpen(session);
        if (at > upload.channel().size()) {
            throw Refusals.failure("Bytes are missing before these; send the file from its beginning.");
        }
    }

    @Override
    public void closing(ServerSession session, String remote, Handle handle) throws IOException {
        Upload upload = handle instanceof FileHandle file ? of(session).open().remove(file) : null;
        if (upload == null) {
            return;
        }
        upload.finish();
        if (SourceNames.isUnfinished(upload.name())) {
            Upload before = of(session).unfinished().put(upload.name(), upload);
            if (before != null) {
                before.discard();
            }
            return;
        }
        submit(session, upload, upload.name());
    }

    void rename(ServerSession session, String from, String to) throws IOException {
        Upload upload = of(session).unfinished().remove(from);
        if (upload == null) {
            throw new NoSuchFileException(from);
        }
        if (SourceNames.isUnfinished(to)) {
            of(session).unfinished().put(to, upload);
            return;
        }
        submit(session, upload, to);
    }

    void remove(ServerSession session, String name) throws IOException {
        Upload upload = of(session).unfinished().remove(name);
        if (upload == null) {
            throw new NoSuchFileException(name);
        }
        upload.discard();
    }

    private void submit(ServerSession session, Upload upload, String name) throws IOException {
        try {
            Optional<Connection> mailbox = logins.mailbox(session.getUsername());
            if (mailbox.isEmpty()) {
                throw Refusals.denied("The mailbox was closed; nothing was taken.");
            }
            submit(mailbox.get(), session, upload, name);
            noteTaken(session, name);
        } catch (RecordFailure | IllegalStateException e) {
            log.warn("sftp connection of {} was answered with a failure: {}", session.getUsername(), e.getMessage());
            throw Refusals.failure("The file cannot be kept at present; send it again later.");
        } finally {
            upload.discard();
        }
    }

    private static void noteTaken(ServerSession session, String name) {
        Set<String> taken = of(session).taken();
        if (taken.size() < MOST_TAKEN) {
            taken.add(name);
        }
    }

    private void submit(Connection mailbox, ServerSession session, Upload upload, String name) throws IOException {
        long size = Files.size(upload.file());
        if (size == 0) {
            throw Refusals.failure("The file is empty; nothing was taken.");
        }
        boolean small = size <= heldBytes;
        Reception facts = new Reception(
                mailbox.id(),
                mailbox.partner(),
                "sftp:" + session.getUsername(),
                "mailbox",
                null,
                SourceNames.shown(name),
                Logins.address(session.getClientAddress()),
                "application/octet-stream",
                "UNKNOWN",
                Lane.INTERACTIVE,
                small ? Files.readAllBytes(upload.file()) : new byte[0]);
        if (small) {
            port.submit(facts);
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(upload.file()), 1 << 16)) {
            port.submit(facts, in);
        }
    }

    /** What the session had not finished is forgotten; nobody was told that we have it. */
    @Override
    public void destroying(ServerSession session) {
        Session hand = of(session);
        hand.open().values().forEach(Upload::discard);
        hand.open().clear();
        hand.unfinished().values().forEach(Upload::discard);
        hand.unfinished().clear();
    }
}
