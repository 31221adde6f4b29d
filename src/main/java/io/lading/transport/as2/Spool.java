package io.lading.transport.as2;

import io.lading.transport.spool.SpoolQuota;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps what is written to it: in memory while it is little, in a temporary file from then on. */
final class Spool extends OutputStream {
    static final String PREFIX = "spool-";

    private final Path folder;
    private final int heldBytes;
    private final SpoolQuota.Share room;
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream(4096);
    private @Nullable Path file;
    private @Nullable OutputStream disk;
    private long size;

    Spool(Path folder, int heldBytes, SpoolQuota.Share room) {
        this.room = room;
        this.folder = folder;
        this.heldBytes = heldBytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            room.take(length);
            if (held != null && size + length > heldBytes) {
                spill(held);
            }
            if (held != null) {
                held.write(bytes, offset, length);
            } else if (disk != null) {
                disk.write(bytes, offset, length);
            }
        } catch (IOException e) {
            throw new SpoolException(e);
        }
        size += length;
    }

    private void spill(ByteArrayOutputStream sofar) throws IOException {
        Path made = Files.createTempFile(folder, PREFIX, ".part"); // readable by its owner only
        file = made;
        disk = new java.io.BufferedOutputStream(Files.newOutputStream(made), 1 << 16);
        sofar.writeTo(disk);
        held = null;
    }

    /** What was written so far. */
    Content content() throws IOException {
        if (held != null) {
            return Content.of(held.toByteArray());
        }
        if (disk != null) {
            disk.flush();
        }
        if (file == null) {
            throw new IOException("The spool was discarded");
        }
        return Content.file(file, size);
    }

    @Override
    public void close() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    void discard() {
        try {
            close();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What cannot be deleted now is swept at the next start.
            file = null;
        }
    }
}
