package io.lading.transport.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A body that came with {@code Content-Encoding: gzip} (RFC 9110 §8.4.1.3), unpacked as it is read. What was packed is read to its very
 * end, so that whoever proves a signature over it sees all of it. Not thread-safe.
 */
public final class GzipBody extends InputStream {
    /** EDI compresses by ten to thirty; what unfolds to more than this is made to. */
    private static final int MOST_UNFOLDED = 200;

    private static final int UNFOLDED_FREELY = 1 << 20;
    private static final int BUFFER = 1 << 13;

    private final Counted packed;
    private final Members unpacked;
    private long size;
    private boolean ended;

    /** It unfolds beyond all measure. */
    public static final class Unfolding extends IOException {
        private static final long serialVersionUID = 1;

        Unfolding() {
            super("it unfolds to more than " + MOST_UNFOLDED + " times its size");
        }
    }

    /** What is packed is not sound. The message says how, for the sender. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** @throws Refused if it does not begin as gzip does */
    public GzipBody(InputStream in) throws IOException {
        this.packed = new Counted(in);
        try {
            this.unpacked = new Members(packed);
        } catch (ZipException | EOFException e) {
            throw new Refused("it does not begin as gzip does (RFC 1952 §2.3.1)");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count;
        try {
            count = unpacked.read(into, offset, length);
        } catch (ZipException | EOFException e) {
            throw new Refused("what is packed is damaged or cut off after " + size + " bytes of it were unpacked");
        }
        if (count < 0) {
            end();
            return -1;
        }
        size += count;
        if (size > UNFOLDED_FREELY && size / MOST_UNFOLDED > packed.count) {
            throw new Unfolding();
        }
        return count;
    }

    private void end() throws IOException {
        ended = true;
        if (unpacked.left() > 0 || packed.read() >= 0) {
            throw new Refused("bytes follow the end of what is packed");
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        Members(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        /** Bytes at hand behind the last member's trailer, which Java passes over. */
        int left() {
            return inf.getRemaining() - TRAILER;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int found = in.read();
            count += found < 0 ? 0 : 1;
            return found;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            count += Math.max(0, got);
            return got;
        }
    }
}
