package io.lading.transport.as2;

import io.lading.tracking.Body;
import io.lading.transport.spool.SpooledBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bytes that can be read any number of times, wherever they lie. Valid as long as the workspace they were made in. */
interface Content extends Body {

    /** Bytes {@code from} (included) to {@code to} (excluded). */
    default Content slice(long from, long to) {
        return new Slice(this, from, to);
    }

    static Content of(byte[] bytes) {
        return new Held(bytes);
    }

    static Content of(Body body) {
        return new Stored(body);
    }

    /** What the web server took in. */
    static Content of(SpooledBody.Whole body) {
        Path file = body.file();
        byte[] held = body.held();
        return file == null ? of(held == null ? new byte[0] : held) : file(file, body.size());
    }

    static Content ascii(String text) {
        return new Held(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Content file(Path file, long size) {
        return new OnDisk(file, size);
    }

    /** One after another, without copying. */
    static Content joined(List<Content> pieces) {
        return new Joined(List.copyOf(pieces));
    }

    /** In memory. */
    record Held(byte[] content) implements Content {
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

    /** Somewhere else. */
    record Stored(Body body) implements Content {
        @Override
        public long size() {
            return body.size();
        }

        @Override
        public InputStream open() throws IOException {
            return body.open();
        }
    }

    /** In a temporary file. */
    record OnDisk(Path file, long size) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** A stretch of another. */
    record Slice(Content whole, long from, long to) implements Content {
        @Override
        public long size() {
            return to - from;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = whole.open();
            in.skipNBytes(from);
            return new Stretch(in, to - from);
        }
    }

    /** Several in a row. */
    record Joined(List<Content> pieces) implements Content {
        @Override
        public long size() {
            return pieces.stream().mapToLong(Content::size).sum();
        }

        @Override
        public InputStream open() throws IOException {
            List<InputStream> streams = new ArrayList<>();
            for (Content piece : pieces) {
                streams.add(piece.open());
            }
            return new SequenceInputStream(Collections.enumeration(streams));
        }
    }
}
