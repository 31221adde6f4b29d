package io.lading.syntax;

import io.lading.interchange.Delimiters;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes out of a token's bytes what is not its text: release characters (ISO 9735, clause 5.1) and the line breaks of wrapped files. */
final class TokenText {

    private TokenText() {}

    static byte[] plain(byte[] bytes, int start, int end, byte release) {
        byte[] plain = new byte[end - start];
        int length = 0;
        boolean released = false;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (isBreak(b)) {
                continue;
            }
            if (b == release && release != Delimiters.NONE && !released) {
                released = true;
                continue;
            }
            released = false;
            plain[length++] = b;
        }
        return Arrays.copyOf(plain, length);
    }

    static String tag(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (isBreak(bytes[i])) {
                return new String(plain(bytes, start, start + length, Delimiters.NONE), StandardCharsets.ISO_8859_1);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** A segment as one line, though the file was wrapped. */
    static String joined(byte[] bytes, int start, int end, Charset characters) {
        String segment = new String(bytes, start, end - start, characters);
        boolean whole = segment.indexOf('\n') < 0 && segment.indexOf('\r') < 0;
        return whole ? segment : segment.replace("\n", "").replace("\r", "");
    }

    static int packTag(String name) {
        int word = 0;
        for (int i = 0; i < name.length() && i < 4; i++) {
            word = (word << 8) | (name.charAt(i) & 0xFF);
        }
        return word;
    }

    static boolean isBreak(byte b) {
        return b == '\n' || b == '\r';
    }
}
