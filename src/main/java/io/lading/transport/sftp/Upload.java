package io.lading.transport.sftp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.sftp.server.FileHandle;
import org.jspecify.annotations.Nullable;

/** A file on its way in, under a name of our own making; the sender's is for display. Thread-safe. */
final class Upload {
    static final String PREFIX = "upload-";
    static final String SUFFIX = ".part";
    /** Clients that write several packets at once may have them arrive in another order, but not by more than this. */
    private static final long MOST_AHEAD = 8 << 20;

    private final Path file;
    /** Parts that came before what belongs in front of them: their ends by their beginnings. */
    private final TreeMap<Long, Long> ahead = new TreeMap<>();

    private @Nullable FileChannel channel;
    private @Nullable FileHandle writer;
    private long whole;
    private long extent;
    private @Nullable String broken;
    /** As the client may have set it. */
    private Instant time;
    /** When it was last written. */
    private Instant since;

    private Upload(Path file, long whole, Instant time) {
        this.file = file;
        this.whole = whole;
        this.extent = whole;
        this.time = time;
        this.since = time;
    }

    static Upload begin(Path folder, Instant now) throws IOException {
        return new Upload(Files.createTempFile(folder, PREFIX, SUFFIX), 0, now);
    }

    /** One that an earlier process has kept. */
    static Upload kept(Path file) throws IOException {
        return new Upload(
                file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
    }

    Path file() {
        return file;
    }

    /** From now on this handle writes it, and no other one. */
    synchronized void open(FileHandle handle) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        writer = handle;
        broken = null;
    }

    /** For the one who writes it. */
    synchronized FileChannel channel() throws IOException {
        if (channel == null) {
            throw Refusals.failure("Another session of this user writes this file now.");
        }
        return channel;
    }

    synchronized boolean isOpen() {
        return channel != null;
    }

    synchronized boolean isWrittenBy(FileHandle handle) {
        return writer == handle;
    }

    /** Up to where there is anything. */
    synchronized long extent() {
        return extent;
    }

    /** When it was last written, or the time that the client has set. */
    synchronized Instant time() {
        return time;
    }

    synchronized Instant since() {
        return since;
    }

    synchronized void at(Instant wanted) {
        time = wanted;
    }

    /** Whether a part at that offset can be taken. */
    synchronized boolean isInReach(long offset) {
        return offset <= whole + MOST_AHEAD;
    }

    /** @return by how many bytes the file grows */
    synchronized long reach(long end) {
        long growth = Math.max(0, end - extent);
        extent += growth;
        return growth;
    }

    /** @return how many bytes it takes no longer */
    synchronized long release() {
        long released = extent;
        extent = 0;
        return released;
    }

    synchronized void wrote(long offset, long end, Instant now) {
        time = now;
        since = now;
        ahead.merge(offset, end, Math::max);
        while (!ahead.isEmpty() && ahead.firstKey() <= whole) {
            Map.Entry<Long, Long> first = ahead.pollFirstEntry();
            whole = Math.max(whole, first.getValue());
        }
    }

    /** Something of it was refused or lost: it is not what the client meant to send. */
    synchronized void breakOff(@Nullable String why) {
        if (broken == null) {
            broken = why == null ? "A part of the file could not be written." : why;
        }
    }

    /** Why it is not what the client meant to send; null if every byte up to its end is there. */
    synchronized @Nullable String fault() {
        if (broken != null) {
            return broken;
        }
        return ahead.isEmpty() && whole == extent ? null : "A part of the file is missing.";
    }

    /** @return by how many bytes the file shrinks */
    synchronized long truncate(long size) throws IOException {
        if (size > whole) {
            throw Refusals.failure("A file is not made longer than what was sent of it.");
        }
        if (size == extent) {
            return 0;
        }
        try (FileChannel own = FileChannel.open(file, StandardOpenOption.WRITE)) {
            own.truncate(size);
        }
        ahead.clear();
        long shrunk = extent - size;
        whole = size;
        extent = size;
        return shrunk;
    }

    /** Written to the end: what was received is on the disk. */
    synchronized void finish(boolean durably) throws IOException {
        FileChannel open = channel;
        if (open != null && durably) {
            open.force(true);
        }
        close();
    }

    /**
     * Nobody writes it any more: what came without a gap stays, to be gone on with.
     *
     * @return by how many bytes the file shrinks
     */
    synchronized long breakOffAtGap() throws IOException {
        long shrunk = truncate(whole);
        finish(true);
        return shrunk;
    }

    private synchronized void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    synchronized void discard() {
        try {
            close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What cannot be deleted now is swept at the next start.
            file.toFile().deleteOnExit();
        }
    }
}
