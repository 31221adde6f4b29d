package io.lading.tracking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes that can be read any number of times: few in memory, many fetched as they are read. */
public interface Body {
    /** So much is compared at once. */
    int COMPARED_AT_ONCE = 1 << 16;

    long size();

    InputStream open() throws IOException;

    /** All of them in memory; for what is known to be small. */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** Whether a stream goes on with the same bytes; what it has after them is not looked at. */
    default boolean isSameAs(InputStream other) throws IOException {
        try (InputStream own = open()) {
            byte[] piece = own.readNBytes(COMPARED_AT_ONCE);
            while (piece.length > 0) {
                if (!Arrays.equals(piece, other.readNBytes(piece.length))) {
                    return false;
                }
                piece = own.readNBytes(COMPARED_AT_ONCE);
            }
            return true;
        }
    }

    /** Whether they are in memory anyway. */
    default boolean isHeld() {
        return false;
    }

    static Body of(byte[] bytes) {
        return new Held(bytes);
    }

    /** In memory. */
    record Held(byte[] content) implements Body {
        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public byte[] bytes() {
            return content;
        }

        @Override
        public boolean isHeld() {
            return true;
        }
    }
}
