package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenPlace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts segments into tokens. Hot path: one table look-up per byte, nothing allocated, single-threaded; the caller owns the
 * bytes, and the table keeps places in them only. Release characters stay where they are and are taken out when a value is
 * asked for; so are line breaks, which no character set of ISO 9735 holds and only wrapping puts into segments.
 */
final class EdifactTokenizer {
    /** The segment's end is not among the bytes given. */
    static final int INCOMPLETE = -1;

    private static final byte DATA = 0;
    private static final byte ELEMENT = 1;
    private static final byte COMPONENT = 2;
    private static final byte REPETITION = 3;
    private static final byte SEGMENT = 4;
    private static final byte RELEASE = 5;
    private static final byte BREAK = 6;
    private static final byte FOREIGN = 7;

    /** A tag of three letters, line breaks after each, and what follows it. */
    static final int TAG_LOOKAHEAD = 10;

    private static final int LONGEST_TAG = 3;
    private static final int LONGEST_TAG_SHOWN = TAG_LOOKAHEAD;

    private final byte[] kinds = new byte[256];
    private int resume;
    private int foreign;

    void use(Delimiters delimiters, SyntaxLevel level) {
        for (int b = 0; b < kinds.length; b++) {
            kinds[b] = level.hasByte(b) ? DATA : FOREIGN;
        }
        kinds['\n'] = BREAK;
        kinds['\r'] = BREAK;
        mark(delimiters.repetition(), REPETITION);
        mark(delimiters.release(), RELEASE);
        mark(delimiters.component(), COMPONENT);
        mark(delimiters.element(), ELEMENT);
        mark(delimiters.segment(), SEGMENT);
    }

    private void mark(byte delimiter, byte kind) {
        if (delimiter != Delimiters.NONE) {
            kinds[delimiter & 0xFF] = kind;
        }
    }

    /** The first byte that is neither a blank nor a line break, from where a segment may begin. */
    int skipBlanks(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit && isBlank(bytes[p])) {
            p++;
        }
        return p;
    }

    private boolean isBlank(byte b) {
        if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
            return false;
        }
        int kind = kinds[b & 0xFF];
        return kind == DATA || kind == BREAK || kind == FOREIGN;
    }

    /** Which service segment begins at {@code p}; {@link #TAG_LOOKAHEAD} bytes from there, or all there are, can be seen. */
    ServiceTag serviceTag(byte[] bytes, int p, int limit) {
        if (bytes[p] != 'U') {
            return ServiceTag.NONE;
        }
        int word = 0;
        int length = 0;
        int i = p;
        while (i < limit && length <= LONGEST_TAG) {
            int kind = kinds[bytes[i] & 0xFF];
            if (kind != DATA && kind != BREAK && kind != FOREIGN) {
                break;
            }
            if (kind != BREAK) {
                word = word << 8 | (bytes[i] & 0xFF);
                length++;
            }
            i++;
        }
        return length == LONGEST_TAG ? ServiceTag.of(word) : ServiceTag.NONE;
    }

    /** The tag at {@code p} for people; cut where it is none. */
    String tagText(byte[] bytes, int p, int limit) {
        int end = p;
        while (end < limit && end < p + LONGEST_TAG_SHOWN && !endsTag(kinds[bytes[end] & 0xFF])) {
            end++;
        }
        return new String(bytes, p, end - p, StandardCharsets.ISO_8859_1).strip();
    }

    private static boolean endsTag(int kind) {
        return kind == ELEMENT || kind == SEGMENT || kind == COMPONENT;
    }

    boolean isTerminator(byte b) {
        return kinds[b & 0xFF] == SEGMENT;
    }

    /** The index after the terminator, or {@link #INCOMPLETE}; {@code from} is no byte that a release character stands before. */
    int findTerminator(byte[] bytes, int from, int limit) {
        for (int p = from; p < limit; p++) {
            int kind = kinds[bytes[p] & 0xFF];
            if (kind == SEGMENT) {
                return p + 1;
            }
            if (kind == RELEASE) {
                int released = released(bytes, p, limit);
                if (released >= limit) {
                    resume = p;
                    return INCOMPLETE;
                }
                p = released;
            }
        }
        resume = limit;
        return INCOMPLETE;
    }

    /** After {@link #INCOMPLETE}: from where to search on when there are more bytes. */
    int resume() {
        return resume;
    }

    /** The byte that the release character at {@code p} stands for; a line may have been wrapped between the two. */
    private int released(byte[] bytes, int p, int limit) {
        int next = p + 1;
        while (next < limit && kinds[bytes[next] & 0xFF] == BREAK) {
            next++;
        }
        return next;
    }

    /** Where in the segment tokenized last the first byte stands that the character set lacks; -1 if there is none. */
    int foreign() {
        return foreign;
    }

    /**
     * Adds the segment that begins at {@code from} to the table.
     *
     * @return the index after its terminator, or {@link #INCOMPLETE} and nothing was added
     */
    int tokenize(SegmentTable table, byte[] bytes, int from, int limit) {
        foreign = -1;
        int next = hasUsualTag(bytes, from, limit)
                ? tokenizeUsual(table, bytes, from, limit)
                : tokenizeAny(table, bytes, from, limit);
        if (next != INCOMPLETE && foreign >= 0) {
            foreign -= from;
        }
        return next;
    }

    /** True for three characters of data and an element separator, as all but a few segments begin. */
    private boolean hasUsualTag(byte[] bytes, int p, int limit) {
        return limit - p > LONGEST_TAG
                && kinds[bytes[p + LONGEST_TAG] & 0xFF] == ELEMENT
                && (kinds[bytes[p] & 0xFF] | kinds[bytes[p + 1] & 0xFF] | kinds[bytes[p + 2] & 0xFF]) == DATA;
    }

    private int tokenizeUsual(SegmentTable table, byte[] bytes, int from, int limit) {
        int tag = (bytes[from] & 0xFF) << 16 | (bytes[from + 1] & 0xFF) << 8 | (bytes[from + 2] & 0xFF);
        table.beginSegment(from, tag);
        return tokenizeElements(table, bytes, from + LONGEST_TAG + 1, limit);
    }

    private int tokenizeAny(SegmentTable table, byte[] bytes, int from, int limit) {
        int p = from;
        int tag = 0;
        int kind = DATA;
        while (p < limit) {
            kind = kinds[bytes[p] & 0xFF];
            if (kind == ELEMENT || kind == SEGMENT) {
                break;
            }
            if (kind == COMPONENT) {
                // Explicit nesting (ISO 9735, clause 7.1) adds nothing to what the order of segments says.
                p = endOfTag(bytes, p, limit);
                continue;
            }
            tag = kind == BREAK ? tag : tag << 8 | (bytes[p] & 0xFF);
            p++;
        }
        if (p == limit) {
            resume = from;
            return INCOMPLETE;
        }
        table.beginSegment(from, tag);
        if (kind == SEGMENT) {
            table.endSegment(p);
            return p + 1;
        }
        return tokenizeElements(table, bytes, p + 1, limit);
    }

    private int endOfTag(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit && kinds[bytes[p] & 0xFF] != ELEMENT && kinds[bytes[p] & 0xFF] != SEGMENT) {
            p++;
        }
        return p;
    }

    private int tokenizeElements(SegmentTable table, byte[] bytes, int first, int limit) {
        final byte[] kind = kinds;
        int start = first;
        int place = TokenPlace.FIRST;
        boolean rough = false;
        for (int p = first; p < limit; p++) {
            int found = kind[bytes[p] & 0xFF];
            if (found == DATA) {
                continue;
            }
            if (found > SEGMENT) {
                if (found == FOREIGN) {
                    foreign = foreign < 0 ? p : foreign;
                    continue;
                }
                rough = true;
                if (found == RELEASE) {
                    p = released(bytes, p, limit);
                }
                continue;
            }
            add(table, start, p, place, rough);
            if (found == SEGMENT) {
                table.endSegment(p);
                return p + 1;
            }
            rough = false;
            start = p + 1;
            place = found == ELEMENT
                    ? TokenPlace.nextElement(place)
                    : found == COMPONENT ? TokenPlace.nextComponent(place) : TokenPlace.nextRepetition(place);
        }
        table.dropLastSegment();
        // The caller searches for the terminator before it tries again.
        resume = first;
        return INCOMPLETE;
    }

    private static void add(SegmentTable table, int start, int end, int place, boolean rough) {
        if (rough) {
            table.addRoughToken(start, end, place);
        } else {
            table.addToken(start, end, place);
        }
    }

    /** Like {@link #tokenize}, for the last segment of all, whose terminator is missing: the limit ends it. */
    void tokenizeUnterminated(SegmentTable table, byte[] bytes, int from, int limit) {
        byte[] terminated = Arrays.copyOf(bytes, limit + 1);
        for (int b = 0; b < kinds.length; b++) {
            if (kinds[b] == SEGMENT) {
                terminated[limit] = (byte) b;
            }
        }
        if (tokenize(table, terminated, from, limit + 1) == INCOMPLETE) {
            // It ends with a release character, which leaves nothing to be released.
            table.beginSegment(from, 0);
            table.endSegment(limit);
        }
    }
}
