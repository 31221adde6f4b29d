package io.lading.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Breaks off when more bytes come than are allowed, whatever the sender announced. */
public final class LimitedStream extends FilterInputStream {
    private long left;

    public LimitedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    /** More than allowed. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public int read() throws IOException {
        int found = in.read();
        if (found >= 0) {
            use(1);
        }
        return found;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            use(count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        use(skipped);
        return skipped;
    }

    private void use(long count) throws TooLarge {
        left -= count;
        if (left < 0) {
            throw new TooLarge();
        }
    }
}
