package io.lading.syntax;

import java.nio.charset.StandardCharsets;

/** How a test gives its bytes to a reader; every parsing test runs with each. */
public enum Feed {
    WHOLE,
    ONE_BYTE_AT_A_TIME,
    IN_UNEVEN_PIECES;

    public Reading read(String text) {
        return read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Reading read(byte[] bytes) {
        return read(bytes, ReaderOptions.strict("test.edi"));
    }

    public Reading read(String text, ReaderOptions options) {
        return read(text.getBytes(StandardCharsets.ISO_8859_1), options);
    }

    public Reading read(byte[] bytes, ReaderOptions options) {
        Reading reading = new Reading();
        if (this == WHOLE) {
            InterchangeReader.read(bytes, options, reading);
            return reading;
        }
        InterchangeReader reader = new InterchangeReader(options, reading);
        for (int from = 0, step = 0; from < bytes.length; step++) {
            int length = Math.min(bytes.length - from, this == ONE_BYTE_AT_A_TIME ? 1 : 1 + (step * 7919) % 301);
            reader.feed(bytes, from, length);
            from += length;
        }
        reader.end();
        return reading;
    }
}
