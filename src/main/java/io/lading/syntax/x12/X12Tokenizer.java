package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenPlace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts segments into tokens. Hot path: one table look-up per byte, nothing allocated, single-threaded; the caller owns the
 * bytes, and the table keeps places in them only. Delimiters are those of the interchange, whatever bytes they are.
 */
final class X12Tokenizer {
    /** The segment's end is not among the bytes given. */
    static final int INCOMPLETE = -1;

    private static final byte DATA = 0;
    private static final byte ELEMENT = 1;
    private static final byte COMPONENT = 2;
    private static final byte REPETITION = 3;
    private static final byte SEGMENT = 4;
    /** A line break that is no data, in interchanges cut into lines. */
    private static final byte BREAK = 5;

    private static final int LONGEST_TAG_SHOWN = 4;
    private static final int BIN = SegmentTable.packTag("BIN");
    private static final int BDS = SegmentTable.packTag("BDS");

    /** What each byte is; a terminator of several bytes is known by its last one. */
    private final byte[] kinds = new byte[256];

    private byte[] terminator = {'~'};
    private byte elementSeparator;
    private int needed;
    private boolean binaryLengthWrong;

    /**
     * @param segmentTerminator all bytes of the terminator: one, or those of one UTF-8 character
     * @param wrapped true if line breaks are no data
     */
    void use(Delimiters delimiters, byte[] segmentTerminator, boolean wrapped) {
        Arrays.fill(kinds, DATA);
        kinds['\n'] = wrapped ? BREAK : DATA;
        kinds['\r'] = wrapped ? BREAK : DATA;
        // The later wins where two are equal; the reader has refused or switched off all but harmless cases.
        mark(delimiters.component(), COMPONENT);
        mark(delimiters.repetition(), REPETITION);
        mark(delimiters.element(), ELEMENT);
        mark(segmentTerminator[segmentTerminator.length - 1], SEGMENT);
        terminator = segmentTerminator;
        elementSeparator = delimiters.element();
    }

    private void mark(byte delimiter, byte kind) {
        if (delimiter != Delimiters.NONE) {
            kinds[delimiter & 0xFF] = kind;
        }
    }

    /** The first byte that is neither a blank nor a line break, from where a segment may begin; blanks inside elements are data. */
    int skipBlanks(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit && isBlank(bytes[p])) {
            p++;
        }
        return p;
    }

    private boolean isBlank(byte b) {
        return (b == ' ' || b == '\n' || b == '\r' || b == '\t') && b != elementSeparator;
    }

    /** Which envelope segment begins at {@code p}; {@link SegmentCursor#TAG_LOOKAHEAD} bytes, or all there are, can be seen. */
    ServiceTag serviceTag(byte[] bytes, int p, int limit) {
        if (limit - p < 2) {
            return ServiceTag.NONE;
        }
        if (kinds['\n'] == BREAK && (bytes[p] == 'S' || bytes[p] == 'G' || bytes[p] == 'I' || bytes[p] == 'T')) {
            byte[] joined = joined(bytes, p, Math.min(limit, p + SegmentCursor.TAG_LOOKAHEAD));
            return unbrokenTag(joined, 0, joined.length);
        }
        return unbrokenTag(bytes, p, limit);
    }

    private byte[] joined(byte[] bytes, int from, int to) {
        byte[] joined = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (kinds[bytes[i] & 0xFF] != BREAK) {
                joined[length++] = bytes[i];
            }
        }
        return Arrays.copyOf(joined, length);
    }

    private ServiceTag unbrokenTag(byte[] bytes, int p, int limit) {
        if (limit - p < 2) {
            return ServiceTag.NONE;
        }
        byte second = bytes[p + 1];
        ServiceTag tag =
                switch (bytes[p]) {
                    case 'S' -> second == 'T' ? ServiceTag.ST : second == 'E' ? ServiceTag.SE : ServiceTag.NONE;
                    case 'G' -> second == 'S' ? ServiceTag.GS : second == 'E' ? ServiceTag.GE : ServiceTag.NONE;
                    case 'I' -> second == 'E' && isAt(bytes, p + 2, limit, 'A') ? ServiceTag.IEA : ServiceTag.NONE;
                    case 'T' -> second == 'A' && isAt(bytes, p + 2, limit, '1') ? ServiceTag.TA1 : ServiceTag.NONE;
                    default -> ServiceTag.NONE;
                };
        return tag != ServiceTag.NONE && endsTag(bytes, p + tag.name().length(), limit) ? tag : ServiceTag.NONE;
    }

    private static boolean isAt(byte[] bytes, int index, int limit, char wanted) {
        return index < limit && bytes[index] == wanted;
    }

    /** True if a tag ends here: at an element separator, the terminator or the end of all bytes. */
    private boolean endsTag(byte[] bytes, int index, int limit) {
        return index >= limit || kinds[bytes[index] & 0xFF] == ELEMENT || bytes[index] == terminator[0];
    }

    /** The tag at {@code p} for people; cut where it is none. */
    String tagText(byte[] bytes, int p, int limit) {
        int end = p;
        while (end < limit && end < p + LONGEST_TAG_SHOWN && !endsTag(bytes, end, limit)) {
            end++;
        }
        return new String(bytes, p, end - p, StandardCharsets.ISO_8859_1);
    }

    /** True if the terminator begins here. */
    boolean isTerminator(byte[] bytes, int index, int limit) {
        int last = index + terminator.length - 1;
        return last < limit && kinds[bytes[last] & 0xFF] == SEGMENT && isWholeTerminator(bytes, last, index);
    }

    int terminatorLength() {
        return terminator.length;
    }

    /**
     * The index after the terminator that ends at or after {@code searchFrom}, or {@link #INCOMPLETE}; {@code from} is where
     * the segment begins.
     */
    int findTerminator(byte[] bytes, int from, int searchFrom, int limit) {
        for (int p = searchFrom; p < limit; p++) {
            if (atTerminator(bytes, p, from)) {
                return p + 1;
            }
        }
        return INCOMPLETE;
    }

    /** After {@link #INCOMPLETE} about a binary segment: the limit below which it is useless to ask again; else 0. */
    int needed() {
        return needed;
    }

    /** True if the segment tokenized last was binary and its length did not lead to a terminator; it was read as text. */
    boolean binaryLengthWrong() {
        return binaryLengthWrong;
    }

    /**
     * Adds the segment that begins at {@code from} to the table.
     *
     * @return the index after its terminator, or {@link #INCOMPLETE} and nothing was added
     */
    int tokenize(SegmentTable table, byte[] bytes, int from, int limit) {
        needed = 0;
        binaryLengthWrong = false;
        int p = from;
        int tag = 0;
        while (p < limit && kinds[bytes[p] & 0xFF] != ELEMENT && !atTerminator(bytes, p, from)) {
            tag = kinds[bytes[p] & 0xFF] == BREAK ? tag : tag << 8 | (bytes[p] & 0xFF);
            p++;
        }
        if (p == limit) {
            return INCOMPLETE;
        }
        if (kinds[bytes[p] & 0xFF] == SEGMENT) {
            int end = textEnd(bytes, p, from);
            table.beginSegment(from, tag);
            table.endSegment(end);
            return p + 1;
        }
        table.beginSegment(from, tag);
        if (tag == BIN || tag == BDS) {
            return tokenizeBinary(table, bytes, from, p + 1, limit);
        }
        return tokenizeElements(table, bytes, from, p + 1, limit);
    }

    /** Like {@link #tokenize}, for the last segment of all, whose terminator is missing: the limit ends it. */
    void tokenizeUnterminated(SegmentTable table, byte[] bytes, int from, int limit) {
        int p = from;
        int tag = 0;
        while (p < limit && kinds[bytes[p] & 0xFF] != ELEMENT) {
            tag = kinds[bytes[p] & 0xFF] == BREAK ? tag : tag << 8 | (bytes[p] & 0xFF);
            p++;
        }
        table.beginSegment(from, tag);
        int place = TokenPlace.FIRST;
        while (p < limit) {
            int start = ++p;
            boolean rough = false;
            while (p < limit && kinds[bytes[p] & 0xFF] != ELEMENT) {
                rough |= kinds[bytes[p++] & 0xFF] == BREAK;
            }
            add(table, start, p, place, rough);
            place = TokenPlace.nextElement(place);
        }
        table.endSegment(limit);
    }

    private int tokenizeElements(SegmentTable table, byte[] bytes, int from, int first, int limit) {
        final byte[] kind = kinds;
        int start = first;
        int place = TokenPlace.FIRST;
        boolean rough = false;
        for (int p = first; p < limit; p++) {
            int found = kind[bytes[p] & 0xFF];
            if (found == DATA) {
                continue;
            }
            if (found == BREAK) {
                rough = true;
                continue;
            }
            if (found == SEGMENT) {
                if (terminator.length == 1 || isWholeTerminator(bytes, p, from)) {
                    int end = textEnd(bytes, p, start);
                    add(table, start, end, place, rough);
                    table.endSegment(end);
                    return p + 1;
                }
                continue;
            }
            add(table, start, p, place, rough);
            rough = false;
            start = p + 1;
            place = found == ELEMENT
                    ? TokenPlace.nextElement(place)
                    : found == COMPONENT ? TokenPlace.nextComponent(place) : TokenPlace.nextRepetition(place);
        }
        table.dropLastSegment();
        return INCOMPLETE;
    }

    private static void add(SegmentTable table, int start, int end, int place, boolean rough) {
        if (rough) {
            table.addRoughToken(start, end, place);
        } else {
            table.addToken(start, end, place);
        }
    }

    /** Where the text before the terminator ends; with a line feed as terminator, a carriage return before it is no data. */
    private int textEnd(byte[] bytes, int lastOfTerminator, int start) {
        int end = lastOfTerminator - terminator.length + 1;
        return terminator[0] == '\n' && end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private boolean atTerminator(byte[] bytes, int index, int from) {
        return kinds[bytes[index] & 0xFF] == SEGMENT && isWholeTerminator(bytes, index, from);
    }

    private boolean isWholeTerminator(byte[] bytes, int lastOfTerminator, int from) {
        int begin = lastOfTerminator - terminator.length + 1;
        if (begin < from) {
            return false;
        }
        for (int i = 0; i < terminator.length; i++) {
            if (bytes[begin + i] != terminator[i]) {
                return false;
            }
        }
        return true;
    }

    // ---- binary segments: BIN*length*data~ and BDS*filter*length*data~ (X12.6, 3.5.2) ----------------------------

    private int tokenizeBinary(SegmentTable table, byte[] bytes, int from, int first, int limit) {
        long dataEnd = binaryEnd(bytes, from, limit);
        if (dataEnd == INCOMPLETE) {
            table.dropLastSegment();
            return INCOMPLETE;
        }
        if (dataEnd > 0 && dataEnd + terminator.length > limit) {
            needed = (int) Math.min(dataEnd + terminator.length, Integer.MAX_VALUE);
            table.dropLastSegment();
            return INCOMPLETE;
        }
        if (dataEnd <= 0 || !isTerminator(bytes, (int) dataEnd, limit)) {
            binaryLengthWrong = true;
            return tokenizeElements(table, bytes, from, first, limit);
        }
        int start = first;
        int place = TokenPlace.FIRST;
        for (int element = bytes[from + 1] == 'I' ? 1 : 2; element > 0; element--) {
            int end = start;
            while (kinds[bytes[end] & 0xFF] != ELEMENT) {
                end++;
            }
            table.addToken(start, end, place);
            place = TokenPlace.nextElement(place);
            start = end + 1;
        }
        table.addToken(start, (int) dataEnd, place);
        table.endSegment((int) dataEnd);
        return (int) dataEnd + terminator.length;
    }

    /** True if a binary segment begins here. */
    boolean beginsBinary(byte[] bytes, int from, int limit) {
        return limit - from > 3
                && bytes[from] == 'B'
                && ((bytes[from + 1] == 'I' && bytes[from + 2] == 'N')
                        || (bytes[from + 1] == 'D' && bytes[from + 2] == 'S'))
                && bytes[from + 3] == elementSeparator;
    }

    /** The index after the data of the binary segment at {@code from}; 0 if its length is no number; {@link #INCOMPLETE}. */
    long binaryEnd(byte[] bytes, int from, int limit) {
        int p = from + 4;
        if (bytes[from + 1] == 'D') {
            while (p < limit && kinds[bytes[p] & 0xFF] == DATA) {
                p++;
            }
            if (p < limit && bytes[p] != elementSeparator) {
                return 0;
            }
            p++;
        }
        long length = 0;
        int digits = 0;
        while (p < limit && bytes[p] >= '0' && bytes[p] <= '9' && digits < 15) {
            length = length * 10 + bytes[p++] - '0';
            digits++;
        }
        if (p >= limit) {
            return INCOMPLETE;
        }
        return digits == 0 || bytes[p] != elementSeparator ? 0 : p + 1 + length;
    }
}
