package io.lading.tracking.sql;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Text as PostgreSQL can hold it. Partners' files may contain what its types refuse, and one such character would make
 * the whole batch fail: U+0000 (PostgreSQL, 8.3 and 8.14: "cannot be represented"), and halves of surrogate pairs, which
 * are no characters in UTF-8. Each becomes U+FFFD, the mark for a character that could not be kept; the bytes themselves
 * stay in the payload as they came.
 */
public final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPED_REPLACEMENT = "\\ufffd";
    private static final int ESCAPE_LENGTH = 6;
    private static final int HEXADECIMAL = 16;
    private static final BitSet NONE = new BitSet();
    private static final Map<String, BitSet> JSON_PLACES = new ConcurrentHashMap<>();

    private StorableText() {}

    /** Text for a column of text; the same object where nothing need be replaced. */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text, i);
            }
        }
        return text;
    }

    private static String cleaned(String text, int from) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return out.toString();
    }

    /** JSON for a column of jsonb, where the same characters may also stand as escapes. */
    public static String json(String json) {
        String plain = text(json);
        int first = plain.indexOf("\\u");
        if (first < 0) {
            return plain;
        }
        StringBuilder out = new StringBuilder(plain.length());
        int i = 0;
        while (i < plain.length()) {
            char c = plain.charAt(i);
            if (c != '\\' || i + 1 == plain.length()) {
                out.append(c);
                i++;
            } else if (plain.charAt(i + 1) == 'u') {
                i = copyEscape(plain, i, out);
            } else {
                out.append(c).append(plain.charAt(i + 1)); // Another escape: two backslashes are no beginning of one.
                i += 2;
            }
        }
        return out.toString();
    }

    /** Copies one escape, or the two of a surrogate pair; gives the place after it. */
    private static int copyEscape(String json, int at, StringBuilder out) {
        int unit = escaped(json, at);
        int next = at + ESCAPE_LENGTH;
        if (unit < 0) {
            out.append(json, at, at + 2); // No JSON: the database will say so.
            return at + 2;
        }
        if (Character.isHighSurrogate((char) unit)) {
            int low = escaped(json, next);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                out.append(json, at, next + ESCAPE_LENGTH);
                return next + ESCAPE_LENGTH;
            }
        }
        if (unit == 0 || Character.isSurrogate((char) unit)) {
            out.append(ESCAPED_REPLACEMENT);
        } else {
            out.append(json, at, next);
        }
        return next;
    }

    /** The code unit of an escape that begins here; -1 if none does. */
    private static int escaped(String json, int at) {
        if (at + ESCAPE_LENGTH > json.length() || json.charAt(at) != '\\' || json.charAt(at + 1) != 'u') {
            return -1;
        }
        int value = 0;
        for (int i = at + 2; i < at + ESCAPE_LENGTH; i++) {
            int digit = Character.digit(json.charAt(i), HEXADECIMAL);
            if (digit < 0) {
                return -1;
            }
            value = value * HEXADECIMAL + digit;
        }
        return value;
    }

    /** Which values of a statement are JSON, counted from 0: those written {@code ?::jsonb}, or {@code ?::jsonb[]}. */
    public static BitSet jsonPlaces(String sql) {
        if (!sql.contains("?::jsonb")) {
            return NONE;
        }
        return JSON_PLACES.computeIfAbsent(sql, StorableText::findJsonPlaces);
    }

    private static BitSet findJsonPlaces(String sql) {
        BitSet places = new BitSet();
        boolean quoted = false;
        int place = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            quoted ^= c == '\'';
            if (c == '?' && !quoted) {
                places.set(place++, sql.startsWith("?::jsonb", i));
            }
        }
        return places;
    }
}
