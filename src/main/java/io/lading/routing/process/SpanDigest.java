package io.lading.routing.process;

import io.lading.tracking.Payloads;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The digest of one stretch of a stream whose ends are only known after they have passed by. Keeps what may still belong to
 * it; the caller says how far it surely reaches. Belongs to one thread.
 */
final class SpanDigest {
    /** Outside of any stretch this much is kept, which is more than a header and what is read ahead of it. */
    private static final int KEPT_OUTSIDE = 1 << 20;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    /** Offset of the first piece's first byte, and of the end of the last one. */
    private long base;

    private long fed;
    private long position;
    private @Nullable MessageDigest digest;

    /** The next bytes of the stream; the array must not change any more. */
    void feed(byte[] bytes) {
        pieces.addLast(bytes);
        fed += bytes.length;
        if (digest == null) {
            dropBefore(fed - KEPT_OUTSIDE);
        }
    }

    long fed() {
        return fed;
    }

    void begin(long offset) {
        digest = Payloads.newSha256();
        position = offset;
        dropBefore(offset);
    }

    /** Everything before this offset belongs to the stretch. */
    void reaches(long offset) {
        MessageDigest open = digest;
        if (open == null) {
            return;
        }
        long start = base;
        for (byte[] piece : pieces) {
            int from = (int) Math.max(0, position - start);
            int to = (int) Math.min(piece.length, offset - start);
            if (to > from) {
                open.update(piece, from, to - from);
                position = start + to;
            }
            start += piece.length;
        }
        dropBefore(position);
    }

    byte[] end(long offset) {
        reaches(Math.min(offset, fed));
        MessageDigest open = digest;
        digest = null;
        return open == null ? new byte[0] : open.digest();
    }

    private void dropBefore(long offset) {
        while (!pieces.isEmpty() && base + pieces.getFirst().length <= offset) {
            base += pieces.removeFirst().length;
        }
    }
}
