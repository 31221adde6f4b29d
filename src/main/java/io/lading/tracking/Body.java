package io.lading.tracking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read any number of times: few in memory, many fetched as they are read. */
public interface Body {
    long size();

    InputStream open() throws IOException;

    /** All of them in memory; for what is known to be small. */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
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
