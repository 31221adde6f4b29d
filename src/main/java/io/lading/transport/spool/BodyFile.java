package io.lading.transport.spool;

import io.lading.transport.LimitedStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a body's bytes lie: in memory while they are few, in a temporary file from then on. For one thread at a time. */
public final class BodyFile {
    private static final int BUFFERED = 1 << 16;

    private final Path folder;
    private final String prefix;
    private final int heldBytes;
    private final SpoolQuota.Share share;
    private final long most;
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream(1024);
    private @Nullable Path file;
    private @Nullable OutputStream disk;
    private long size;

    /**
     * @param prefix of the file's name, by which its folder is swept
     * @param heldBytes up to so many bytes stay in memory
     * @param most bytes that it takes
     */
    public BodyFile(Path folder, String prefix, int heldBytes, SpoolQuota.Share share, long most) {
        this.folder = folder;
        this.prefix = prefix;
        this.heldBytes = heldBytes;
        this.share = share;
        this.most = most;
    }

    /**
     * Takes bytes.
     *
     * @throws LimitedStream.TooLarge there are more than allowed
     * @throws SpoolFull there is no room for them
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size + length > most) {
            throw new LimitedStream.TooLarge();
        }
        share.take(length);
        if (held != null && size + length > heldBytes) {
            spill(held);
        }
        if (held != null) {
            held.write(bytes, offset, length);
        } else if (disk != null) {
            disk.write(bytes, offset, length);
        }
        size += length;
    }

    private void spill(ByteArrayOutputStream sofar) throws IOException {
        Path made = Files.createTempFile(folder, prefix, ".part"); // readable by its owner only
        file = made;
        disk = new BufferedOutputStream(Files.newOutputStream(made), BUFFERED);
        sofar.writeTo(disk);
        held = null;
    }

    /** What was written so far. */
    public SpooledBody.Whole whole() throws IOException {
        if (disk != null) {
            disk.flush();
        }
        return new SpooledBody.Whole(held == null ? null : held.toByteArray(), file, size, share);
    }

    /** Deletes everything; what cannot be deleted now is swept at the next start. */
    public void discard() {
        held = null;
        try {
            if (disk != null) {
                disk.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file = null;
        }
        share.close();
    }
}
