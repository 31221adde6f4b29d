package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.syntax.CharacterSets;
import java.util.Arrays;

/**
 * Splits the interchange header: it has no delimiters of its own until it has been read, and its fixed widths (X12.5) are
 * often not kept. The separator is the byte after {@code ISA}; the sixteenth one is followed by ISA16 and the terminator.
 * Offsets are into the array that was given.
 */
final class IsaSegment {
    /** Bytes of the header and what follows it that decide how it is read; unpadded and overlong headers fit as well. */
    static final int LOOKAHEAD = 512;

    static final int ELEMENTS = 16;
    static final int LENGTH = 106;
    private static final int[] WIDTHS = {2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1};
    private static final int FIRST_SEPARATOR = 3;
    private static final byte[][] FOLLOWERS = {{'G', 'S'}, {'T', 'A', '1'}, {'I', 'E', 'A'}};

    /** What came of it. */
    enum Outcome {
        SPLIT,
        /** Split at its fixed places, but what follows cannot be read: a delimiter is a letter, a digit or a blank. */
        UNREADABLE_DELIMITERS,
        TOO_FEW_ELEMENTS,
        CUT_OFF
    }

    private final byte[] bytes;
    private final int from;
    private final int limit;
    private final int[] separators = new int[ELEMENTS];
    private final Outcome outcome;
    private int elements;
    private int componentPlace = -1;
    private int terminatorPlace;
    private byte[] terminator = {'~'};

    private IsaSegment(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.from = from;
        this.limit = limit;
        this.outcome = split();
    }

    /** Splits the header that begins with {@code ISA} at {@code from}; {@code limit} ends what can be seen. */
    static IsaSegment at(byte[] bytes, int from, int limit) {
        return new IsaSegment(bytes, from, Math.min(limit, from + LOOKAHEAD));
    }

    Outcome outcome() {
        return outcome;
    }

    /** How many elements were there, if they were too few. */
    int elements() {
        return elements;
    }

    int start(int element) {
        return separators[element - 1] + 1;
    }

    int end(int element) {
        return element < ELEMENTS ? separators[element] : componentPlace < 0 ? start(ELEMENTS) : componentPlace + 1;
    }

    static int width(int element) {
        return WIDTHS[element - 1];
    }

    /** The first element that has not its fixed width, 0 if all have. */
    int firstOfWrongWidth() {
        for (int i = 1; i <= ELEMENTS; i++) {
            boolean leftOut = i == ELEMENTS && componentPlace < 0;
            if (end(i) - start(i) != width(i) && !leftOut) {
                return i;
            }
        }
        return 0;
    }

    /** What its places are in. */
    byte[] bytes() {
        return bytes;
    }

    byte elementSeparator() {
        return bytes[from + FIRST_SEPARATOR];
    }

    /** ISA16, or {@link Delimiters#NONE} if it was left out. */
    byte componentSeparator() {
        return componentPlace < 0 ? Delimiters.NONE : bytes[componentPlace];
    }

    byte[] terminator() {
        return terminator;
    }

    int terminatorPlace() {
        return terminatorPlace;
    }

    /** The index after the terminator. */
    int end() {
        return terminatorPlace + terminator.length;
    }

    String text() {
        int length = Math.min(Math.max(terminatorPlace, from + LENGTH), limit) - from;
        return new String(bytes, from, length, CharacterSets.of(bytes, from, from + length));
    }

    /** True if {@code ISA} with a delimiter after it stands here. Letters and digits only count in a perfect header. */
    static boolean beginsAt(byte[] bytes, int from, int limit) {
        if (limit - from < 4 || bytes[from] != 'I') {
            return false;
        }
        if (bytes[from + 1] != 'S' || bytes[from + 2] != 'A' || WrappedHeader.isBreak(bytes[from + FIRST_SEPARATOR])) {
            return isCutWithinTag(bytes, from) && WrappedHeader.at(bytes, from, limit) != null;
        }
        byte separator = bytes[from + FIRST_SEPARATOR];
        return isUsable(separator) || hasFixedPlaces(bytes, from, limit);
    }

    /**
     * True if what begins here is an interchange header beyond doubt; for finding one in the midst of something else.
     *
     * @param inWord true after a letter or digit, where only a perfect header counts
     */
    static boolean isCertainAt(byte[] bytes, int from, int limit, boolean inWord) {
        return beginsAt(bytes, from, limit)
                && (hasFixedPlaces(bytes, from, limit)
                        || WrappedHeader.at(bytes, from, limit) != null
                        || (!inWord && at(bytes, from, limit).isFollowed()));
    }

    private static boolean isCutWithinTag(byte[] bytes, int from) {
        return WrappedHeader.isBreak(bytes[from + 1])
                || (bytes[from + 1] == 'S'
                        && (WrappedHeader.isBreak(bytes[from + 2])
                                || (bytes[from + 2] == 'A' && WrappedHeader.isBreak(bytes[from + FIRST_SEPARATOR]))));
    }

    /** True for a header by the book at the beginning of these bytes, with a segment after it that may follow. */
    static boolean isPerfectAt(byte[] bytes, int limit) {
        return limit > LENGTH
                && bytes[0] == 'I'
                && bytes[1] == 'S'
                && bytes[2] == 'A'
                && isUsable(bytes[FIRST_SEPARATOR])
                && hasFixedPlaces(bytes, 0, limit)
                && at(bytes, 0, limit).isFollowed();
    }

    /** True if it was split and a segment that may follow it does. */
    private boolean isFollowed() {
        int next = end();
        while (outcome == Outcome.SPLIT && next < limit && bytes[next] <= ' ' && bytes[next] >= 0) {
            next++;
        }
        return outcome == Outcome.SPLIT && followerAt(next);
    }

    private static boolean hasFixedPlaces(byte[] bytes, int from, int limit) {
        int place = from + FIRST_SEPARATOR;
        for (int width : WIDTHS) {
            if (place >= limit || bytes[place] != bytes[from + FIRST_SEPARATOR]) {
                return false;
            }
            place += width + 1;
        }
        return true;
    }

    /** A delimiter must not be what data consists of: letters, digits, blanks (X12.6, 3.4). */
    static boolean isUsable(byte delimiter) {
        int b = delimiter & 0xFF;
        return b != ' ' && b != 0 && !isAlphanumeric(b);
    }

    static boolean isAlphanumeric(int b) {
        return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
    }

    private Outcome split() {
        byte separator = elementSeparator();
        int p = from + FIRST_SEPARATOR;
        if (!isUsable(separator)) {
            // Data may hold this byte too; only the fixed places tell, and beginsAt has seen that they hold it.
            for (int i = 0; i < ELEMENTS; i++) {
                separators[i] = p;
                p += WIDTHS[i] + 1;
            }
            return splitEnd(separators[ELEMENTS - 1] + 1);
        }
        for (int i = 0; i < ELEMENTS; i++) {
            while (p < limit && bytes[p] != separator) {
                p++;
            }
            if (p >= limit) {
                elements = i;
                terminatorPlace = limit;
                return cutOff();
            }
            if (i > 1 && isNextSegment(separators[i - 1] + 1, p)) {
                elements = i;
                terminatorPlace = p;
                return Outcome.TOO_FEW_ELEMENTS;
            }
            separators[i] = p++;
        }
        return splitEnd(p);
    }

    /** What is not there may still come, unless the header is longer than any can be, whatever of it can be seen. */
    private Outcome cutOff() {
        return limit - from < LOOKAHEAD ? Outcome.CUT_OFF : Outcome.TOO_FEW_ELEMENTS;
    }

    /** Reads ISA16 and the terminator, which stand at {@code place} and after it. */
    private Outcome splitEnd(int place) {
        if (place >= limit) {
            terminatorPlace = limit;
            elements = ELEMENTS - 1;
            return cutOff();
        }
        if (componentIsLeftOut(place)) {
            terminatorPlace = place;
        } else {
            componentPlace = place;
            terminatorPlace = place + 1;
        }
        if (terminatorPlace >= limit && cutOff() != Outcome.CUT_OFF) {
            componentPlace = -1;
            elements = ELEMENTS - 1;
            return cutOff();
        }
        if (terminatorPlace >= limit) {
            // The file ends with ISA16: the header is whole but for its terminator.
            terminatorPlace = limit;
            terminator = new byte[] {(byte) (elementSeparator() == '~' ? '\n' : '~')};
            return Outcome.SPLIT;
        }
        int length = Math.max(1, CharacterSets.utf8Length(bytes, terminatorPlace, limit));
        terminator = Arrays.copyOfRange(bytes, terminatorPlace, terminatorPlace + length);
        boolean readable =
                isUsable(terminator[0]) && isUsable(elementSeparator()) && terminator[0] != elementSeparator();
        return readable ? Outcome.SPLIT : Outcome.UNREADABLE_DELIMITERS;
    }

    /**
     * Some senders leave ISA16 out, and the terminator stands in its place, which may be one UTF-8 character of several bytes. It
     * shows where a segment follows at once, or where that byte also ends the line of the next segment.
     */
    private boolean componentIsLeftOut(int place) {
        int length = Math.max(1, CharacterSets.utf8Length(bytes, place, limit));
        if (followerAt(place + length)) {
            return true;
        }
        int next = place + length;
        if (next >= limit || (bytes[next] != '\n' && bytes[next] != '\r') || !isUsable(bytes[place])) {
            return false;
        }
        while (next < limit && (bytes[next] == '\n' || bytes[next] == '\r')) {
            next++;
        }
        if (!followerAt(next)) {
            return false;
        }
        int lineEnd = next;
        while (lineEnd < limit && bytes[lineEnd] != '\n' && bytes[lineEnd] != '\r') {
            lineEnd++;
        }
        return lineEnd < limit && bytes[lineEnd - 1] == bytes[place + length - 1];
    }

    private boolean followerAt(int place) {
        for (byte[] tag : FOLLOWERS) {
            int end = place + tag.length;
            if (end < limit
                    && Arrays.equals(bytes, place, end, tag, 0, tag.length)
                    && bytes[end] == elementSeparator()) {
                return true;
            }
        }
        return false;
    }

    /** True if the bytes end in a terminator and the tag of another segment, so that this is no element of the header. */
    private boolean isNextSegment(int start, int end) {
        for (byte[] tag : FOLLOWERS) {
            int begin = end - tag.length;
            if (begin > start && Arrays.equals(bytes, begin, end, tag, 0, tag.length) && isUsable(bytes[begin - 1])) {
                return true;
            }
        }
        return false;
    }

    /** Text of an element without padding; no-break blanks, which some senders pad with, count as padding. */
    String value(int element) {
        int start = start(element);
        int end = end(element);
        String text = new String(bytes, start, end - start, CharacterSets.of(bytes, start, end));
        return text.replace('\u00A0', ' ').strip();
    }

    /** Text of an element as received. */
    String raw(int element) {
        int start = start(element);
        int end = end(element);
        return new String(bytes, start, end - start, CharacterSets.of(bytes, start, end));
    }

    /** ISA11 as a repetition separator, if it is one: from version 00402 on, and never a letter or a digit. */
    byte repetitionSeparator() {
        String version = value(12);
        boolean hasRepetition = version.length() == 5 && version.compareTo("00402") >= 0 && version.charAt(0) == '0';
        byte candidate = bytes[start(11)];
        return hasRepetition && end(11) - start(11) == 1 && isUsable(candidate) ? candidate : Delimiters.NONE;
    }
}
