package io.lading.tracking;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The chunks of a payload one after another, each fetched when the last is used up, and compared with what was stored. */
final class ChunkStream extends InputStream {
    private final IntFunction<Chunk> chunks;
    private final Payloads.Kept stored;
    private final Function<String, ChangedPayload> changed;
    private final MessageDigest digest = Payloads.newSha256();
    private byte[] chunk = {};
    private int place;
    private int next;
    private long passed;
    private boolean allProven = true;
    private boolean ended;

    /**
     * A part of a payload.
     *
     * @param proven whether it had a hash of its own, and has it still
     */
    record Chunk(byte[] bytes, boolean proven) {
        static final Chunk NONE = new Chunk(new byte[0], true);
    }

    /**
     * @param chunks by their ordinals; {@link Chunk#NONE} beyond the last
     * @param changed makes the error out of what was found
     */
    ChunkStream(IntFunction<Chunk> chunks, Payloads.Kept stored, Function<String, ChangedPayload> changed) {
        this.chunks = chunks;
        this.stored = stored;
        this.changed = changed;
    }

    @Override
    public int read() {
        return fill() ? chunk[place++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int size = Math.min(length, chunk.length - place);
        System.arraycopy(chunk, place, into, offset, size);
        place += size;
        return size;
    }

    private boolean fill() {
        if (place < chunk.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        Chunk fetched = chunks.apply(next++);
        chunk = fetched.bytes();
        place = 0;
        passed += chunk.length;
        allProven &= fetched.proven();
        if (!allProven) {
            digest.update(chunk);
        }
        if (chunk.length == 0) {
            ended = true;
            compare();
        }
        return chunk.length > 0;
    }

    /** Chunks from before they had hashes of their own are compared as a whole, as long as all of them are such. */
    private void compare() {
        if (passed != stored.size()) {
            throw changed.apply("it has " + passed + " bytes instead of " + stored.size());
        }
        if (!allProven && !Arrays.equals(digest.digest(), stored.sha256())) {
            throw changed.apply("their SHA-256 is another");
        }
    }
}
