package io.lading.syntax;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decides how bytes without a label are to be decoded: X12 names no character set. Bytes beyond ASCII that are well-formed
 * UTF-8 are UTF-8, for text in another set almost never is; all else is ISO 8859-1. Hot path: eight bytes at a time.
 */
public final class CharacterSets {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private CharacterSets() {}

    /** The character set of {@code bytes[from..to)}. */
    public static Charset of(byte[] bytes, int from, int to) {
        int first = firstBeyondAscii(bytes, from, to);
        if (first == to) {
            return StandardCharsets.ISO_8859_1;
        }
        return isUtf8(bytes, first, to) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /** The index of the first byte beyond ASCII, or {@code to}. */
    public static int firstBeyondAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && ((long) WORDS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** RFC 3629, without the finer checks for overlong forms beyond the two-byte one and for surrogates. */
    private static boolean isUtf8(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = utf8Length(bytes, i, to);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** How many bytes the UTF-8 character at {@code index} has, 0 if there is none. */
    public static int utf8Length(byte[] bytes, int index, int limit) {
        int lead = bytes[index] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xF5 || lead < 0xC2 ? 0 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (index + length > limit) {
            return 0;
        }
        for (int i = index + 1; i < index + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
