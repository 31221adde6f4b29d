package io.lading.syntax;

/**
 * Where the text of a token lies, without release characters and the breaks of wrapped lines. Hot path: only for a token that has
 * some is it another array than that of the table. Stateless.
 */
public final class TokenValue {
    private TokenValue() {}

    /** Holds the text from {@link #start} to {@link #end}. */
    public static byte[] bytes(SegmentTable table, int token) {
        return table.isPlain(token) ? table.bytes() : table.plainBytes(token);
    }

    public static int start(SegmentTable table, int token) {
        return table.isPlain(token) ? table.tokenStart(token) : 0;
    }

    /** The index after the text. */
    public static int end(SegmentTable table, int token) {
        return table.isPlain(token) ? table.tokenEnd(token) : table.plainBytes(token).length;
    }
}
