package io.lading.transport;

import io.lading.tracking.SubmissionPort;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is stored as it is read; ends with what closed the doors, should they be closed meanwhile. */
final class OpenStream extends FilterInputStream {
    private static final long LOOK_BYTES = 1024 * 1024;

    private final SubmissionPort port;
    private long unlooked;

    OpenStream(InputStream in, SubmissionPort port) {
        super(in);
        this.port = port;
    }

    @Override
    public int read() throws IOException {
        int found = in.read();
        look(1);
        return found;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        look(Math.max(0, count));
        return count;
    }

    private void look(int count) {
        unlooked += count;
        if (unlooked >= LOOK_BYTES) {
            unlooked = 0;
            port.requireOpen();
        }
    }
}
