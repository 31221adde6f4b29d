package io.lading.syntax;

import io.lading.syntax.x12.X12Reader;
import java.nio.charset.StandardCharsets;

/** Tells syntaxes apart by content, for file names and media types lie. Stateless. */
public final class SyntaxDetector {
    private static final int BYTE_ORDER_MARK = 3;

    private SyntaxDetector() {}

    /**
     * What a document with these first bytes is. A few hundred bytes are enough; a UTF-8 byte order mark and leading blanks
     * are passed over.
     */
    public static SyntaxKind detect(byte[] head, int length) {
        int from = skipFiller(head, 0, length);
        if (from == length) {
            return SyntaxKind.EMPTY;
        }
        return at(head, from, length);
    }

    /** What begins exactly here; {@code from} is less than {@code limit}. */
    static SyntaxKind at(byte[] bytes, int from, int limit) {
        if (X12Reader.beginsAt(bytes, from, limit)) {
            return SyntaxKind.X12;
        }
        if (edifactBeginsAt(bytes, from, limit)) {
            return SyntaxKind.EDIFACT;
        }
        if (bytes[from] == '<') {
            return xmlBeginsAt(bytes, from, limit) ? SyntaxKind.XML : SyntaxKind.TEXT;
        }
        if (jsonBeginsAt(bytes, from, limit)) {
            return SyntaxKind.JSON;
        }
        return isText(bytes, from, limit) ? SyntaxKind.TEXT : SyntaxKind.UNKNOWN;
    }

    /** ISO 9735: {@code UNA} and its six characters, or {@code UNB} with the syntax identifier. */
    static boolean edifactBeginsAt(byte[] bytes, int from, int limit) {
        if (limit - from < 4 || bytes[from] != 'U' || bytes[from + 1] != 'N') {
            return false;
        }
        byte fourth = bytes[from + 3];
        boolean letterOrDigit = Character.isLetterOrDigit(fourth);
        return (bytes[from + 2] == 'A' || bytes[from + 2] == 'B') && !letterOrDigit && fourth > 0;
    }

    /** Like {@link #edifactBeginsAt}, for finding one in the midst of something else. */
    static boolean edifactIsCertainAt(byte[] bytes, int from, int limit) {
        if (!edifactBeginsAt(bytes, from, limit)) {
            return false;
        }
        int unb = unbOf(bytes, from, limit);
        return unb + 6 < limit
                && bytes[unb] == 'U'
                && bytes[unb + 1] == 'N'
                && bytes[unb + 2] == 'B'
                && bytes[unb + 4] == 'U'
                && bytes[unb + 5] == 'N'
                && bytes[unb + 6] == 'O';
    }

    /** Where UNB stands, if the interchange begins at {@code from}: there, or after the nine characters of UNA. */
    static int unbOf(byte[] bytes, int from, int limit) {
        return bytes[from + 2] == 'B' ? from : skipFiller(bytes, Math.min(limit, from + 9), limit);
    }

    /** The index of the first byte that is neither blank, control character nor byte order mark. */
    static int skipFiller(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit) {
            if (bytes[p] >= 0 && bytes[p] <= ' ') {
                p++;
            } else if (isByteOrderMark(bytes, p, limit)) {
                p += BYTE_ORDER_MARK;
            } else {
                return p;
            }
        }
        return limit;
    }

    private static boolean isByteOrderMark(byte[] bytes, int p, int limit) {
        return p + 2 < limit && bytes[p] == (byte) 0xEF && bytes[p + 1] == (byte) 0xBB && bytes[p + 2] == (byte) 0xBF;
    }

    private static boolean xmlBeginsAt(byte[] bytes, int from, int limit) {
        if (from + 1 >= limit) {
            return false;
        }
        byte second = bytes[from + 1];
        return second == '?' || second == '!' || second == '_' || Character.isLetter(second) || second < 0;
    }

    private static boolean jsonBeginsAt(byte[] bytes, int from, int limit) {
        byte first = bytes[from];
        if (first != '{' && first != '[') {
            return false;
        }
        int next = skipFiller(bytes, from + 1, limit);
        if (next == limit) {
            return true;
        }
        String allowed = first == '{' ? "\"}" : "{[]\"-0123456789tfn";
        return bytes[next] >= 0 && allowed.indexOf(bytes[next]) >= 0;
    }

    private static boolean isText(byte[] bytes, int from, int limit) {
        int end = Math.min(limit, from + 512);
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            boolean control = b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && (b < 0x1C);
            if (control || b == 0x7F) {
                return false;
            }
        }
        return isUtf8Start(bytes, from, end) || isMostlyAscii(bytes, from, end);
    }

    /** True for UTF-8 whose last character may have been cut off. */
    private static boolean isUtf8Start(byte[] bytes, int from, int end) {
        for (int cut = 0; cut < 4 && from < end - cut; cut++) {
            if (StandardCharsets.UTF_8.equals(CharacterSets.of(bytes, from, end - cut))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMostlyAscii(byte[] bytes, int from, int end) {
        int beyond = 0;
        for (int i = from; i < end; i++) {
            beyond += bytes[i] < 0 ? 1 : 0;
        }
        return beyond * 4 <= end - from;
    }
}
