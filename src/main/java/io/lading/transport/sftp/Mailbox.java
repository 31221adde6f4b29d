package io.lading.transport.sftp;

import io.lading.partner.UnfinishedNames;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.sshd.sftp.server.FileHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one user has in {@code in}, whichever session wrote it: unfinished files, and the names of those that were taken
 * of late. All sessions of the user share it. Thread-safe.
 */
final class Mailbox {
    private static final int MOST_UNFINISHED = 1_000;
    private static final int MOST_TAKEN = 10_000;

    private final String connection;
    private final KeptFiles kept;
    private final long mostBytes;
    private final Map<String, Upload> unfinished = new HashMap<>();
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private long bytes;

    /**
     * A file that was taken in, as the session sees it that sent it.
     *
     * @param size 0 once the client has emptied it, to write the next one under its name
     * @param time as the client may have set it
     * @param transmission its id in the record
     * @param since when it was taken
     */
    record Taken(long size, Instant time, long transmission, Instant since) {
        Taken at(Instant wanted) {
            return new Taken(size, wanted, transmission, since);
        }

        Taken emptied() {
            return new Taken(0, time, transmission, since);
        }
    }

    /** @param mostBytes in files that are not finished */
    Mailbox(String connection, KeptFiles kept, long mostBytes) {
        this.connection = connection;
        this.kept = kept;
        this.mostBytes = mostBytes;
    }

    String connection() {
        return connection;
    }

    /** Found again at the start. */
    synchronized void restore(String name, Upload upload) {
        unfinished.put(name, upload);
        bytes += upload.extent();
    }

    /** A new file; under an unfinished name it takes the place of what was there. */
    synchronized Upload begin(FileHandle handle, String name, UnfinishedNames names, Instant now) throws IOException {
        boolean counts = names.matches(name);
        if (counts && !unfinished.containsKey(name) && unfinished.size() >= MOST_UNFINISHED) {
            throw Refusals.failure("There are " + unfinished.size()
                    + " unfinished files here, as many as are kept: rename or remove some.");
        }
        Upload upload = kept.begin(now);
        upload.open(handle);
        if (counts) {
            Upload before = unfinished.put(name, upload);
            if (before != null && !before.isOpen()) {
                discard(before);
            }
        }
        return upload;
    }

    /** What is there of an unfinished file; whoever wrote it before writes it no longer. */
    synchronized @Nullable Upload resume(FileHandle handle, String name) throws IOException {
        Upload upload = unfinished.get(name);
        if (upload != null) {
            upload.open(handle);
        }
        return upload;
    }

    /** Before bytes are written. */
    synchronized void reserve(Upload upload, long end) throws IOException {
        long growth = Math.max(0, end - upload.extent());
        if (bytes + growth > mostBytes) {
            throw Refusals.failure("The unfinished files of this user would be more than the " + mostBytes
                    + " bytes allowed (mailboxes.unfinished): rename or remove some, then send this one again.");
        }
        bytes += upload.reach(end);
    }

    synchronized void truncate(Upload upload, long size) throws IOException {
        bytes -= upload.truncate(size);
    }

    /** It is written for now; if it is still the one of that name it is kept until it is renamed. */
    synchronized boolean keep(String name, Upload upload) throws IOException {
        if (unfinished.get(name) != upload) {
            discard(upload);
            return false;
        }
        bytes -= upload.breakOffAtGap();
        kept.keep(connection, name, upload);
        return true;
    }

    /** The connection broke: what came of an unfinished file is kept, all else is thrown away. */
    synchronized void abandon(String name, Upload upload) {
        try {
            if (unfinished.get(name) == upload && upload.extent() > 0) {
                keep(name, upload);
                return;
            }
        } catch (IOException e) {
            // It cannot be kept; the client was not told that it was.
        }
        unfinished.remove(name, upload);
        discard(upload);
    }

    /** Nothing of it stays. */
    synchronized void discard(Upload upload) {
        bytes -= upload.release();
        kept.discard(upload);
    }

    synchronized @Nullable Upload find(String name) {
        return unfinished.get(name);
    }

    synchronized void rename(String from, String to, Upload upload) throws IOException {
        kept.keep(connection, to, upload);
        unfinished.remove(from, upload);
        Upload before = unfinished.put(to, upload);
        if (before != null && before != upload) {
            discard(before);
        }
    }

    /** It was taken in, or is not wanted any more. */
    synchronized void forget(String name, Upload upload) {
        unfinished.remove(name, upload);
        discard(upload);
    }

    synchronized List<String> names() {
        return List.copyOf(unfinished.keySet());
    }

    /** Unfinished files that nobody writes at present. */
    synchronized Map<String, Upload> atRest(Predicate<Upload> wanted) {
        Map<String, Upload> found = new HashMap<>();
        unfinished.forEach((name, upload) -> {
            if (!upload.isOpen() && wanted.test(upload)) {
                found.put(name, upload);
            }
        });
        return found;
    }

    synchronized void noteTaken(String name, Taken file) {
        taken.remove(name);
        taken.put(name, file);
        if (taken.size() > MOST_TAKEN) {
            taken.remove(taken.keySet().iterator().next());
        }
    }

    synchronized @Nullable Taken taken(String name) {
        return taken.get(name);
    }

    synchronized void forgetTaken(String name) {
        taken.remove(name);
    }

    /** Those taken before that are no longer to be renamed. */
    synchronized void forgetTakenBefore(Instant time) {
        taken.values().removeIf(file -> file.since().isBefore(time));
    }
}
