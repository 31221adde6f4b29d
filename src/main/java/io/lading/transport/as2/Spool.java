package io.lading.transport.as2;

import io.lading.transport.spool.BodyFile;
import io.lading.transport.spool.SpoolQuota;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Keeps what is written to it: in memory while it is little, in a temporary file from then on. */
final class Spool extends OutputStream {
    static final String PREFIX = "spool-";

    private final BodyFile kept;

    Spool(Path folder, int heldBytes, SpoolQuota.Share room) {
        this.kept = new BodyFile(folder, PREFIX, heldBytes, room, Long.MAX_VALUE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            kept.write(bytes, offset, length);
        } catch (IOException e) {
            throw new SpoolException(e);
        }
    }

    /** What was written so far. */
    Content content() throws IOException {
        return Content.of(kept.whole());
    }

    void discard() {
        kept.discard();
    }
}
