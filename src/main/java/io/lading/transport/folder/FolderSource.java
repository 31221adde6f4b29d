package io.lading.transport.folder;

import io.lading.tracking.CrashPoints;
import io.lading.tracking.Payloads;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.HeldBack;
import io.lading.transport.SourceNames;
import io.lading.transport.folder.WatchedFolder.Look;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes files out of a watched folder. A file stays under its name until its bytes are durable here, and is then moved to
 * {@code .received} beside it; one that cannot be taken as it is goes to {@code .refused} with a note. Nothing is ever
 * deleted. No file holds up another. Used by one timer.
 */
public final class FolderSource {
    private static final int MOST_A_LOOK = 500;
    private static final Duration TOLD_AFTER = Duration.ofMinutes(1);
    /** An empty file may be one that is just begun. */
    private static final int EMPTY_FOR = 10;

    private final String connection;
    private final String partner;
    private final WatchedFolder folder;
    private final SubmissionPort port;
    private final HeldBack heldBack;
    private final Limits limits;
    private final Clock clock;
    private Map<String, Seen> seen = new HashMap<>();

    /**
     * What is taken, and when.
     *
     * @param settled for how long a file must not have changed
     * @param mostBytes larger files are refused
     * @param heldBytes larger ones are not read into memory
     */
    public record Limits(Duration settled, long mostBytes, long heldBytes) {}

    /** @param since when it first looked like that, {@code first} when it was first seen at all */
    private record Seen(Look look, Instant since, Instant first) {}

    public FolderSource(
            String connection,
            String partner,
            WatchedFolder folder,
            SubmissionPort port,
            HeldBack heldBack,
            Limits limits,
            Clock clock) {
        this.connection = connection;
        this.partner = partner;
        this.folder = folder;
        this.port = port;
        this.heldBack = heldBack;
        this.limits = limits;
        this.clock = clock;
    }

    /** Looks once; called by the timer. What cannot be done now is tried at a later look. */
    public synchronized void poll() {
        if (!heldBack.isDue(connection)) {
            return;
        }
        try {
            List<Path> files = folder.list();
            note(files);
            forgetWhatIsGone();
            port.requireOpen();
            takeSettled(files);
            heldBack.clear(connection);
        } catch (AccessDeniedException e) {
            heldBack.retry(connection, "The folder " + folder + " cannot be read: its rights do not allow it.");
        } catch (IOException e) {
            heldBack.retry(connection, "The folder " + folder + " cannot be read: " + e.getMessage() + ".");
        } catch (RecordFailure e) {
            heldBack.retry(connection, String.valueOf(e.getMessage()));
        }
    }

    private void note(List<Path> files) {
        Map<String, Seen> found = new HashMap<>();
        Instant now = clock.instant();
        for (Path file : files) {
            String name = WatchedFolder.name(file);
            try {
                Look look = folder.look(file);
                Seen before = seen.get(name);
                boolean same = before != null
                        && before.look().equals(look)
                        && !now.isBefore(before.since()); // the clock was put back
                found.put(name, same ? before : new Seen(look, now, before == null ? now : before.first()));
            } catch (NoSuchFileException e) {
                // Somebody took it away again.
            } catch (IOException e) {
                heldBack.retry(connection, name, "", "It cannot be looked at: " + e.getMessage() + ".");
            }
        }
        seen = found;
    }

    /** Those set aside are told as long as they lie there, after a new start too. */
    private void forgetWhatIsGone() throws IOException {
        Set<String> there = new HashSet<>(seen.keySet());
        for (String refused : folder.refused()) {
            there.add(refused);
            heldBack.remember(connection, refused, "It was refused; the note beside it says why.");
        }
        heldBack.keep(connection, there);
    }

    private void takeSettled(List<Path> files) {
        int taken = 0;
        for (Path file : files) {
            String name = WatchedFolder.name(file);
            Seen noted = seen.get(name);
            if (taken < MOST_A_LOOK && noted != null && isReady(name, noted)) {
                taken++;
                tryToTake(file, name, noted.look());
            }
        }
    }

    private boolean isReady(String name, Seen file) {
        Look look = file.look();
        if (!heldBack.isDue(connection, name, look.text())) {
            return false;
        }
        Instant now = clock.instant();
        Duration still = Duration.between(file.since(), now);
        boolean old = look.changed().plus(limits.settled()).isBefore(now);
        if (look.size() == 0 && look.isFile()) {
            return still.compareTo(limits.settled().multipliedBy(EMPTY_FOR)) >= 0;
        }
        if (old || still.compareTo(limits.settled()) >= 0) {
            return true;
        }
        if (Duration.between(file.first(), now).compareTo(TOLD_AFTER) > 0) {
            heldBack.watch(
                    connection,
                    name,
                    look.text(),
                    "It has been changing since " + file.first() + "; it is taken once it has not changed for "
                            + limits.settled().toMillis() + " ms. Should nobody write to it any more, move it away.");
        }
        return false;
    }

    private void tryToTake(Path file, String name, Look look) {
        try {
            if (take(file, name, look)) {
                heldBack.clear(connection, name);
            }
        } catch (NoSuchFileException e) {
            heldBack.clear(connection, name); // taken by another hub that watches the folder, or withdrawn
        } catch (AccessDeniedException e) {
            heldBack.retry(
                    connection,
                    name,
                    look.text(),
                    "It cannot be read or moved: its rights, or those of its folder, do not allow it to the hub's user.");
        } catch (Changed e) {
            seen.remove(name);
        } catch (IOException e) {
            heldBack.retry(connection, name, look.text(), "It cannot be read or moved: " + e.getMessage() + ".");
        } catch (RecordFailure e) {
            if (RecordUnavailable.isPassing(e)) {
                throw e; // no other could be taken either
            }
            heldBack.retry(connection, name, look.text(), String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            heldBack.retry(connection, name, look.text(), String.valueOf(e.getMessage()));
        }
    }

    /** False where it was told why not. */
    private boolean take(Path file, String name, Look look) throws IOException {
        if (!look.isFile()) {
            heldBack.refuse(
                    connection,
                    name,
                    look.text(),
                    "It is no plain file (a link, perhaps), and is not followed. Put the file itself there.");
            return false;
        }
        if (look.size() == 0) {
            return setAside(file, name, look, "It is empty. If it was to hold something, ask its sender for it again.");
        }
        if (look.size() > limits.mostBytes()) {
            return setAside(
                    file,
                    name,
                    look,
                    "It has " + look.size() + " bytes, more than the " + limits.mostBytes()
                            + " allowed (limits.maxTransmission). Have it sent in parts, or allow more and put it back.");
        }
        Receipt receipt = look.size() > limits.heldBytes() ? stream(file, name, look) : submit(file, name, look);
        if (receipt instanceof Receipt.KeyReused) {
            throw new IOException("a file of the same name, size, time and digest came before with other content");
        }
        CrashPoints.reach("before-source-removal");
        folder.moveToReceived(file, look);
        CrashPoints.reach("after-source-removal");
        return true;
    }

    private boolean setAside(Path file, String name, Look look, String reason) throws IOException {
        Path aside = folder.moveToRefused(file, look, reason);
        heldBack.clear(connection, name);
        heldBack.refuse(connection, folder.place(aside), "", reason);
        return false;
    }

    private Receipt submit(Path file, String name, Look look) throws IOException {
        byte[] bytes;
        try (InputStream in = folder.read(file)) {
            bytes = in.readAllBytes();
        }
        requireSame(file, look);
        return port.submit(reception(name, look, HexFormat.of().formatHex(Payloads.sha256(bytes)), bytes));
    }

    /** Read twice: the key must be known before the first byte is stored. */
    private Receipt stream(Path file, String name, Look look) throws IOException {
        MessageDigest digest = Payloads.newSha256();
        try (InputStream in = new DigestInputStream(folder.read(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String hex = HexFormat.of().formatHex(digest.digest());
        try (InputStream in = new Unchanged(file, look)) {
            return port.submit(reception(name, look, hex, new byte[0]), in);
        }
    }

    /**
     * Its key is the file's own identity (name, size, time of change, content), so that taking it twice, as after a crash
     * between commit and move, is the same submission, and dropping the same content anew is another.
     */
    private Reception reception(String name, Look look, String digest, byte[] bytes) {
        String identity = SourceNames.shown(name) + '|' + look.text() + '|' + digest;
        return Reception.of(
                connection,
                partner,
                "folder",
                "folder",
                identity,
                SourceNames.shown(name),
                null,
                "application/octet-stream",
                bytes);
    }

    private void requireSame(Path file, Look look) throws IOException {
        if (!folder.look(file).equals(look)) {
            throw new Changed();
        }
    }

    /** Somebody wrote to it while it was read: it is not whole yet. */
    private static final class Changed extends IOException {
        private static final long serialVersionUID = 1L;

        Changed() {
            super("the file changed while it was read");
        }
    }

    /** A file as a stream that breaks off at its end if it is no longer as it looked; then nothing of it is kept. */
    private final class Unchanged extends FilterInputStream {
        private final Path file;
        private final Look look;

        Unchanged(Path file, Look look) throws IOException {
            super(new BufferedInputStream(folder.read(file), 1 << 16));
            this.file = file;
            this.look = look;
        }

        @Override
        public int read() throws IOException {
            int found = super.read();
            return found < 0 ? ended() : found;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int found = super.read(into, offset, length);
            return found < 0 ? ended() : found;
        }

        private int ended() throws IOException {
            requireSame(file, look);
            return -1;
        }
    }
}
