package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.partner.Login;
import io.lading.partner.UnfinishedNames;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.sftp.Mailbox.Taken;
import io.lading.transport.sftp.SessionFiles.Writing;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
 * whose name says that it is unfinished is kept, and submitted when it is renamed. A session goes on seeing what it has
 * sent, as if it lay there.
 */
final class Uploads implements SftpEventListener {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final AttributeKey<SessionFiles> SESSION = new AttributeKey<>();

    private final Mailboxes mailboxes;
    private final Logins logins;
    private final SubmissionPort port;
    private final Intake intake;
    private final long mostBytes;
    private final Clock clock;

    Uploads(Mailboxes mailboxes, Logins logins, SubmissionPort port, Intake intake, long mostBytes, Clock clock) {
        this.mailboxes = mailboxes;
        this.logins = logins;
        this.port = port;
        this.intake = intake;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    private SessionFiles of(ServerSession session) throws IOException {
        SessionFiles known = session.getAttribute(SESSION);
        if (known != null) {
            return known;
        }
        Mailbox mailbox = mailboxes.of(connection(session).id());
        return session.computeAttributeIfAbsent(
                SESSION, key -> new SessionFiles(mailbox, new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));
    }

    private Connection connection(ServerSession session) throws IOException {
        return logins.mailbox(session.getUsername())
                .orElseThrow(() -> Refusals.denied("The mailbox was closed; nothing was taken."));
    }

    private UnfinishedNames unfinishedNames(ServerSession session) throws IOException {
        return connection(session).login().map(Login::unfinished).orElse(UnfinishedNames.USUAL);
    }

    // ---- writing

    /** A client that neither truncates nor insists on a new file goes on with what is there: APPEND, or a resumed upload. */
    private static boolean goesOn(FileHandle handle) {
        Set<StandardOpenOption> options = handle.getOpenOptions();
        return !options.contains(StandardOpenOption.TRUNCATE_EXISTING)
                && !options.contains(StandardOpenOption.CREATE_NEW);
    }

    SeekableByteChannel begin(ServerSession session, FileHandle handle, String name) throws IOException {
        requireOpen(session);
        SessionFiles hand = of(session);
        Set<StandardOpenOption> options = handle.getOpenOptions();
        Taken taken = hand.taken().get(name);
        Upload upload = null;
        if (goesOn(handle)) {
            upload = hand.mailbox().resume(handle, name);
            if (upload == null && taken != null && taken.size() > 0) {
                throw Refusals.denied(name
                        + " was taken in whole and nothing can be added to it; send the rest as a file of its own.");
            }
        }
        boolean exists = upload != null || taken != null || hand.upload(name) != null;
        if (!exists
                && !options.contains(StandardOpenOption.CREATE)
                && !options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new NoSuchFileException(name);
        }
        if (exists && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw Refusals.failure(name + " exists already.");
        }
        if (upload == null) {
            upload = hand.mailbox().begin(handle, name, unfinishedNames(session), clock.instant());
        }
        hand.open().put(handle, new Writing(name, upload));
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

    @Override
    public void writing(
            ServerSession session, String remote, FileHandle handle, long offset, byte[] data, int start, int length)
            throws IOException {
        SessionFiles hand = of(session);
        Writing writing = hand.open().get(handle);
        if (writing == null) {
            throw Refusals.denied("This file is not open for writing.");
        }
        Upload upload = writing.upload();
        if (!upload.isWrittenBy(handle)) {
            throw Refusals.failure("Another session of this user writes this file now.");
        }
        try {
            requireRoom(session, hand, upload, handle.isOpenAppend() ? upload.extent() : offset, length);
        } catch (IOException e) {
            upload.breakOff(e.getMessage());
            throw e;
        }
    }

    private void requireRoom(ServerSession session, SessionFiles hand, Upload upload, long at, int length)
            throws IOException {
        if (at < 0 || at > mostBytes - length) {
            throw Refusals.failure("The file is larger than the " + mostBytes + " bytes allowed.");
        }
        if (!upload.isInReach(at)) {
            throw Refusals.failure("Bytes are missing before these; send the file from its beginning.");
        }
        requireOpen(session);
        hand.mailbox().reserve(upload, at + length);
    }

    @Override
    public void written(
            ServerSession session,
            String remote,
            FileHandle handle,
            long offset,
            byte[] data,
            int start,
            int length,
            @Nullable Throwable thrown)
            throws IOException {
        Writing writing = of(session).open().get(handle);
        if (writing == null) {
            return;
        }
        if (thrown != null) {
            writing.upload().breakOff(null);
            return;
        }
        long at = handle.isOpenAppend() ? writing.upload().extent() - length : offset;
        writing.upload().wrote(at, at + length, clock.instant());
    }

    @Override
    public void closing(ServerSession session, String remote, Handle handle) throws IOException {
        if (!(handle instanceof FileHandle file)) {
            return;
        }
        SessionFiles hand = of(session);
        Writing writing = hand.open().remove(file);
        if (writing == null) {
            return;
        }
        Upload upload = writing.upload();
        if (!upload.isWrittenBy(file)) {
            closeQuietly(file.getFileChannel());
            throw Refusals.failure("Another session of this user went on with " + writing.name() + ".");
        }
        String fault = upload.fault();
        if (unfinishedNames(session).matches(writing.name())) {
            if (!hand.mailbox().keep(writing.name(), upload)) {
                throw Refusals.failure(
                        "Another session of this user began " + writing.name() + " anew, or removed it.");
            }
            requireWhole(fault, "What came without a gap is kept: resume it, or send it again.");
            return;
        }
        try {
            upload.finish(false);
            requireWhole(fault, "Nothing was taken; send it again.");
            submit(session, hand, upload, writing.name(), null);
        } finally {
            hand.mailbox().discard(upload);
        }
    }

    private static void requireWhole(@Nullable String fault, String consequence) throws IOException {
        if (fault != null) {
            throw Refusals.failure(fault + " " + consequence);
        }
    }

    private static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("A channel of an upload that was gone on with elsewhere cannot be closed: {}", e.getMessage());
        }
    }

    private void submit(ServerSession session, SessionFiles hand, Upload upload, String name, @Nullable String key)
            throws IOException {
        long size = Files.size(upload.file());
        long transmission = intake.submit(connection(session), session, upload.file(), name, key);
        hand.noteTaken(name, new Taken(size, upload.time(), transmission, clock.instant()));
    }

    // ---- looking

    /** What is in the folder, as this session sees it. */
    SortedSet<String> names(ServerSession session) throws IOException {
        SessionFiles hand = of(session);
        SortedSet<String> names = new TreeSet<>(hand.mailbox().names());
        names.addAll(hand.taken().keySet());
        hand.open().values().forEach(writing -> names.add(writing.name()));
        return names;
    }

    Attributes attributes(ServerSession session, String name) throws IOException {
        SessionFiles hand = of(session);
        Upload upload = hand.upload(name);
        if (upload != null) {
            return new Attributes(upload.extent(), upload.time());
        }
        Taken taken = hand.taken().get(name);
        if (taken == null) {
            throw new NoSuchFileException(name);
        }
        return new Attributes(taken.size(), taken.time());
    }

    /** Of a file that is open for writing; empty for another. */
    @Nullable
    Attributes attributes(ServerSession session, FileHandle handle) throws IOException {
        Writing writing = of(session).open().get(handle);
        return writing == null
                ? null
                : new Attributes(writing.upload().extent(), writing.upload().time());
    }

    /** An unfinished file, to be read back. */
    @Nullable
    Upload unfinished(ServerSession session, String name) throws IOException {
        return of(session).upload(name);
    }

    boolean wasTaken(ServerSession session, String name) throws IOException {
        return of(session).taken().containsKey(name);
    }

    // ---- changing

    void change(ServerSession session, FileHandle handle, Attributes.Change wanted) throws IOException {
        SessionFiles hand = of(session);
        Writing writing = hand.open().get(handle);
        if (writing == null) {
            throw Refusals.denied("This file is not open for writing.");
        }
        change(hand, writing.upload(), wanted);
    }

    /** Modes and owners mean nothing here and harm nobody; a time is shown again, a size is kept to. */
    void change(ServerSession session, String name, Attributes.Change wanted) throws IOException {
        SessionFiles hand = of(session);
        Upload upload = hand.upload(name);
        if (upload != null) {
            change(hand, upload, wanted);
            return;
        }
        Taken taken = hand.taken().get(name);
        if (taken == null) {
            throw new NoSuchFileException(name);
        }
        Long size = wanted.size();
        if (size != null && size != taken.size() && size != 0) {
            throw Refusals.denied(name + " was taken in whole; its size does not change any more.");
        }
        Taken changed = size != null && size == 0 ? taken.emptied() : taken;
        hand.taken().put(name, wanted.time() == null ? changed : changed.at(wanted.time()));
    }

    private static void change(SessionFiles hand, Upload upload, Attributes.Change wanted) throws IOException {
        if (wanted.size() != null && wanted.size() != upload.extent()) {
            hand.mailbox().truncate(upload, wanted.size());
        }
        if (wanted.time() != null) {
            upload.at(wanted.time());
        }
    }

    void rename(ServerSession session, String from, String to, boolean replaces) throws IOException {
        SessionFiles hand = of(session);
        Upload upload = hand.upload(from);
        if (upload == null) {
            renameTaken(session, hand, from, to);
            return;
        }
        if (upload.isOpen()) {
            throw Refusals.failure(from + " is still being written; close it, then rename it.");
        }
        if (!unfinishedNames(session).matches(to)) {
            submit(session, hand, upload, to, upload.file().getFileName().toString());
            hand.mailbox().forget(from, upload);
        } else if (hand.mailbox().find(to) == null || replaces) {
            hand.mailbox().rename(from, to, upload);
        } else {
            throw Refusals.failure(to + " exists already.");
        }
        mailboxes.settled(hand.mailbox(), from);
    }

    /** It is ours already: what changes is what it is called. */
    private void renameTaken(ServerSession session, SessionFiles hand, String from, String to) throws IOException {
        Taken seen = hand.taken().get(from);
        Taken taken = seen == null ? hand.mailbox().taken(from) : seen;
        if (taken == null) {
            throw new NoSuchFileException(from);
        }
        intake.renamed(connection(session), taken.transmission(), from, to);
        hand.taken().remove(from);
        hand.mailbox().forgetTaken(from);
        hand.noteTaken(to, taken);
    }

    void remove(ServerSession session, String name) throws IOException {
        SessionFiles hand = of(session);
        if (hand.open(name) != null && hand.mailbox().find(name) == null) {
            throw Refusals.failure(name + " is being written.");
        }
        Upload upload = hand.mailbox().find(name);
        if (upload != null) {
            hand.mailbox().forget(name, upload);
            mailboxes.settled(hand.mailbox(), name);
            return;
        }
        if (hand.taken().containsKey(name) || hand.mailbox().taken(name) != null) {
            throw Refusals.denied(name + " was taken in and cannot be withdrawn here; ask for it by another way.");
        }
        throw new NoSuchFileException(name);
    }

    /** What the session had not finished is given up, but for what can be resumed. */
    @Override
    public void destroying(ServerSession session) {
        SessionFiles hand = session.getAttribute(SESSION);
        if (hand == null) {
            return;
        }
        for (FileHandle handle : Set.copyOf(hand.open().keySet())) {
            Writing writing = hand.open().remove(handle);
            if (writing != null && writing.upload().isWrittenBy(handle)) {
                hand.mailbox().abandon(writing.name(), writing.upload());
            }
        }
    }
}
