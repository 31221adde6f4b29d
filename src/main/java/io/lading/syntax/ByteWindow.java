package io.lading.syntax;

import java.util.Arrays;

/**
 * The part of the clear bytes that a reader can see: either all of them in the caller's own array, or a buffer that
 * slides over a stream. Indexes are into {@link #bytes()}; {@link #origin()} plus an index is an offset in the clear bytes.
 * Single-threaded.
 */
public final class ByteWindow {
    private static final int FIRST_SIZE = 64 << 10;

    private byte[] bytes;
    private int position;
    private int keep;
    private int limit;
    private long origin;
    private boolean last;
    private final boolean sliding;

    private ByteWindow(byte[] bytes, int limit, boolean last) {
        this.sliding = !last;
        this.bytes = bytes;
        this.limit = limit;
        this.last = last;
    }

    /** All the bytes at once, never copied. */
    static ByteWindow over(byte[] clear) {
        return new ByteWindow(clear, clear.length, true);
    }

    /** An empty window that {@link #append} fills. */
    static ByteWindow sliding() {
        return new ByteWindow(new byte[FIRST_SIZE], 0, false);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The next byte to read. */
    public int position() {
        return position;
    }

    /** The first byte that must stay; at most {@link #position}. */
    public int keep() {
        return keep;
    }

    /** The byte after the last one that can be seen. */
    public int limit() {
        return limit;
    }

    /** True if the bytes are a copy that may be written to; false for the caller's own array. */
    public boolean isSliding() {
        return sliding;
    }

    /** True if no byte follows {@link #limit}. */
    public boolean last() {
        return last;
    }

    /** Offset of {@code bytes()[0]} in the clear bytes; it grows as the window slides. */
    public long origin() {
        return origin;
    }

    /** Offset of an index in the clear bytes. */
    public long offset(int index) {
        return origin + index;
    }

    /** Reads on: what stands before {@code index} is not needed any more. */
    public void moveTo(int index) {
        position = index;
        keep = index;
    }

    /** Reads on, while the bytes from {@code first} stay where they are. */
    public void moveTo(int index, int first) {
        position = index;
        keep = first;
    }

    /** Adds bytes and answers by how much those already there have moved (zero or negative). */
    int append(byte[] source, int offset, int length) {
        int shift = makeRoom(length);
        System.arraycopy(source, offset, bytes, limit, length);
        limit += length;
        return shift;
    }

    void markLast() {
        last = true;
    }

    private int makeRoom(int length) {
        if (bytes.length - limit >= length) {
            return 0;
        }
        int kept = limit - keep;
        // Room for as much as is kept, so that a large set fed byte by byte is moved a few times only.
        boolean tooSmall = kept > bytes.length / 2 || kept + length > bytes.length;
        byte[] target = tooSmall ? new byte[Math.max(bytes.length, Math.addExact(kept, length)) * 2] : bytes;
        System.arraycopy(bytes, keep, target, 0, kept);
        int shift = -keep;
        bytes = target;
        limit = kept;
        position += shift;
        origin -= shift;
        keep = 0;
        return shift;
    }

    @Override
    public String toString() {
        return "bytes " + offset(position) + " to " + offset(limit) + ": "
                + Arrays.toString(Arrays.copyOfRange(bytes, position, Math.min(limit, position + 16)));
    }
}
