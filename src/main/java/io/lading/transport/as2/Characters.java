package io.lading.transport.as2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Characters beyond ASCII where a standard has none: HTTP hands each byte of a header over as one character. */
final class Characters {
    private static final int LAST_OF_BYTES = 0xFF;

    private Characters() {}

    /** UTF-8 if it is that, as nearly everybody writes; else ISO 8859-1, which any bytes are. */
    static String read(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** The text of a header of which every character is a byte; one that has been read already stays as it is. */
    static String readable(String header) {
        boolean bytes = header.chars().allMatch(c -> c <= LAST_OF_BYTES);
        return bytes ? read(header.getBytes(StandardCharsets.ISO_8859_1)) : header;
    }

    /** The other way: a character for every byte. */
    static String bytesOf(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= LAST_OF_BYTES);
        return bytes ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
