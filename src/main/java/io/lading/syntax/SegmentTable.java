package io.lading.syntax;

import io.lading.interchange.Delimiters;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tokens of one transaction set (header to trailer, both included) as offsets into the bytes they were read from.
 * Hot path: filling and reading allocate nothing per element; text is decoded only when asked for. Single-threaded.
 * A table handed out by a streaming reader is valid until the reader's next callback; {@link #copy()} keeps it.
 *
 * <p>Segments are counted from 0 here; {@link #ordinal} is what findings and acknowledgements carry. A set too large for
 * one table comes in parts, each after the first with the set's first segments again, its lead.
 * Elements, repetitions and components are counted from 1. Every element up to the last delimiter has at least one
 * token, which is empty when nothing was sent.
 */
public final class SegmentTable {
    private static final byte[] NOTHING = {};

    /** Set in the end of a token whose bytes are not its text: it holds release characters or line breaks. */
    private static final int ROUGH = Integer.MIN_VALUE;

    private byte[] bytes = NOTHING;
    private long origin;
    private Delimiters delimiters = Delimiters.X12_USUAL;
    private Charset charset = StandardCharsets.ISO_8859_1;

    private int segments;
    private int tokens;
    private SetPart part = SetPart.WHOLE;
    private int[] segmentStart;
    private int[] segmentEnd;
    private int[] tag;
    /** One more than there are segments: the next segment's first token ends the one before. */
    private int[] firstToken;

    private int[] tokenStart;
    private int[] tokenEnd;
    /** Element, repetition and component in one word, so that a segment of simple elements is addressed by addition. */
    private int[] tokenPlace;

    public SegmentTable() {
        this(64, 512);
    }

    private SegmentTable(int segmentCapacity, int tokenCapacity) {
        segmentStart = new int[segmentCapacity];
        segmentEnd = new int[segmentCapacity];
        tag = new int[segmentCapacity];
        firstToken = new int[segmentCapacity + 1];
        tokenStart = new int[tokenCapacity];
        tokenEnd = new int[tokenCapacity];
        tokenPlace = new int[tokenCapacity];
    }

    // ---- filling, by the tokenizers -------------------------------------------------------------------------------

    /** Empties the table and says where its bytes come from: {@code source[0]} is byte {@code offset} of the clear bytes. */
    public void begin(byte[] source, long offset, Delimiters serviceCharacters, Charset characters) {
        bytes = source;
        origin = offset;
        delimiters = serviceCharacters;
        charset = characters;
        segments = 0;
        tokens = 0;
        part = SetPart.WHOLE;
    }

    /**
     * Goes on to the next part of a set: keeps its first segments, whose bytes were moved by {@code shift} within the array,
     * and lets go of all others, which {@link #ordinal} counts on.
     */
    public void nextPart(int leading, int shift) {
        part = part.next(leading, segments - leading, shift);
        keepFirst(leading);
        moveAll(shift);
    }

    /** Makes a later part of a set, read again, of a table whose first segments are the set's beginning. */
    void becomePart(int lead, long leadOffset, int passed) {
        part = new SetPart(lead, leadOffset - offset(0), passed);
    }

    /** The same bytes were moved: a sliding buffer was refilled or grown. {@code shift} is added to all places. */
    public void relocate(byte[] source, int shift) {
        bytes = source;
        origin -= shift;
        moveAll(shift);
    }

    private void moveAll(int shift) {
        move(segmentStart, segments, shift);
        move(segmentEnd, segments, shift);
        move(tokenStart, tokens, shift);
        move(tokenEnd, tokens, shift);
    }

    private static void move(int[] places, int count, int shift) {
        for (int i = 0; i < count; i++) {
            places[i] += shift;
        }
    }

    /** Opens a segment at {@code start}; see {@link #packTag} for the tag. */
    public void beginSegment(int start, int packedTag) {
        if (segments == segmentStart.length) {
            growSegments();
        }
        segmentStart[segments] = start;
        segmentEnd[segments] = start;
        tag[segments] = packedTag;
        firstToken[segments] = tokens;
        segments++;
        firstToken[segments] = tokens;
    }

    /** Adds a value to the open segment, at a place as {@link TokenPlace} makes them. */
    public void addToken(int start, int end, int place) {
        int token = tokens;
        if (token == tokenStart.length) {
            growTokens();
        }
        tokenStart[token] = start;
        tokenEnd[token] = end;
        tokenPlace[token] = place;
        tokens = token + 1;
    }

    /** Adds a value whose bytes hold release characters or line breaks, which are not part of its text. */
    public void addRoughToken(int start, int end, int place) {
        addToken(start, end | ROUGH, place);
    }

    /** Closes the open segment; {@code end} is the place of its terminator. */
    public void endSegment(int end) {
        segmentEnd[segments - 1] = end;
        firstToken[segments] = tokens;
    }

    /** Takes back the segment opened last, because its end is not there yet. */
    public void dropLastSegment() {
        keepFirst(segments - 1);
    }

    /** Takes back all but the first so many segments. */
    public void keepFirst(int count) {
        segments = count;
        tokens = firstToken[count];
    }

    /** Decides how values are decoded, once all the bytes have been seen. */
    public void decodeAs(Charset characters) {
        charset = characters;
    }

    // ---- reading --------------------------------------------------------------------------------------------------

    public int segmentCount() {
        return segments;
    }

    /** How many segments of a later part repeat the set's beginning; 0 in a set's first part, as in a whole set. */
    public int leadCount() {
        return part.lead();
    }

    /** The place in its set of the segment that comes after the last one here. */
    public int nextOrdinal() {
        return segments + part.passed() + 1;
    }

    /** A segment's place in its set, counted from ST or UNH = 1. */
    public int ordinal(int segment) {
        return part.ordinal(segment);
    }

    public Delimiters delimiters() {
        return delimiters;
    }

    public Charset charset() {
        return charset;
    }

    /** The array that {@link #tokenStart} and {@link #tokenEnd} index; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** The segment's tag as up to four ASCII characters in one word, comparable with {@link #packTag(String)}. */
    public int tag(int segment) {
        return tag[segment];
    }

    public String tagText(int segment) {
        return TokenText.tag(bytes, segmentStart[segment], tagLength(segment));
    }

    /** How many bytes the tag has. */
    public int tagLength(int segment) {
        int first = firstToken[segment];
        int end = first < firstToken[segment + 1] ? tokenStart[first] - 1 : segmentEnd[segment];
        return end - segmentStart[segment];
    }

    /** Index of the segment's first byte. */
    public int segmentStart(int segment) {
        return segmentStart[segment];
    }

    /** Index of the segment's terminator. */
    public int segmentEnd(int segment) {
        return segmentEnd[segment];
    }

    /** Offset of the segment's first byte in the clear bytes of the transmission. */
    public long offset(int segment) {
        return origin + segmentStart[segment] + part.shift(segment);
    }

    /** Offset of the segment's terminator in the clear bytes. */
    public long endOffset(int segment) {
        return origin + segmentEnd[segment] + part.shift(segment);
    }

    /** The whole segment as received, without terminator and without the breaks of wrapped lines. */
    public String segmentText(int segment) {
        return TokenText.joined(bytes, segmentStart[segment], segmentEnd[segment], charset);
    }

    /** Number of the last element that was sent, empty ones included. */
    public int elementCount(int segment) {
        int last = firstToken[segment + 1] - 1;
        return last < firstToken[segment] ? 0 : elementOf(last);
    }

    /** Index of the first token of a segment, for walking all of them up to {@link #tokensEnd}. */
    public int tokensBegin(int segment) {
        return firstToken[segment];
    }

    public int tokensEnd(int segment) {
        return firstToken[segment + 1];
    }

    public int elementOf(int token) {
        return TokenPlace.element(tokenPlace[token]);
    }

    public int repetitionOf(int token) {
        return TokenPlace.repetition(tokenPlace[token]);
    }

    public int componentOf(int token) {
        return TokenPlace.component(tokenPlace[token]);
    }

    public int tokenStart(int token) {
        return tokenStart[token];
    }

    public int tokenEnd(int token) {
        return tokenEnd[token] & ~ROUGH;
    }

    /** Hot path: true if the token's bytes are its text; else {@link #plainBytes} gives that. */
    public boolean isPlain(int token) {
        return tokenEnd[token] >= 0;
    }

    public boolean isEmpty(int token) {
        return tokenStart[token] == tokenEnd[token] || (!isPlain(token) && plainBytes(token).length == 0);
    }

    /** The bytes of a token's text, without release characters and line breaks. */
    public byte[] plainBytes(int token) {
        return isPlain(token)
                ? Arrays.copyOfRange(bytes, tokenStart[token], tokenEnd[token])
                : TokenText.plain(bytes, tokenStart[token], tokenEnd(token), delimiters.release());
    }

    /** Offset of a token's first byte in the clear bytes. */
    public long tokenOffset(int token) {
        return origin + tokenStart[token] + (token < firstToken[part.lead()] ? part.shift(0) : 0);
    }

    /** The first token of an element, or -1 if the segment ends before it. */
    public int token(int segment, int element) {
        return token(segment, element, 1, 1);
    }

    /** The token at a place, or -1 if it was not sent. */
    public int token(int segment, int element, int repetition, int component) {
        int begin = firstToken[segment];
        int end = firstToken[segment + 1];
        int wanted = TokenPlace.of(element, repetition, component);
        int guess = begin + element - 1;
        if (guess < end && tokenPlace[guess] == wanted) {
            return guess;
        }
        int found = Arrays.binarySearch(tokenPlace, begin, end, wanted);
        return found < 0 ? -1 : found;
    }

    /** True if the element was sent with at least one character. */
    public boolean isPresent(int segment, int element) {
        int i = token(segment, element);
        int end = firstToken[segment + 1];
        while (i >= 0 && i < end && isEmpty(i)) {
            i++;
        }
        return i >= 0 && i < end && elementOf(i) == element;
    }

    /** The text of a token, release characters and line breaks removed. */
    public String text(int token) {
        return isPlain(token)
                ? new String(bytes, tokenStart[token], tokenEnd[token] - tokenStart[token], charset)
                : new String(plainBytes(token), charset);
    }

    /** The text of an element (its first component in its first repetition), or the empty text if it was not sent. */
    public String text(int segment, int element) {
        return text(segment, element, 1, 1);
    }

    public String text(int segment, int element, int repetition, int component) {
        int token = token(segment, element, repetition, component);
        return token < 0 ? "" : text(token);
    }

    /** True if the token holds exactly these ASCII bytes. */
    public boolean equalsAscii(int token, byte[] ascii) {
        return isPlain(token)
                ? Arrays.equals(bytes, tokenStart[token], tokenEnd[token], ascii, 0, ascii.length)
                : Arrays.equals(plainBytes(token), ascii);
    }

    /** First segment with this tag at or after {@code from}, or -1. */
    public int find(String tagName, int from) {
        int wanted = packTag(tagName);
        for (int i = from; i < segments; i++) {
            if (tag[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** An independent table of the same tokens with its own bytes, no larger than needed. */
    public SegmentTable copy() {
        if (segments == 0) {
            return shallowCopy();
        }
        int from = segmentStart[0];
        int to = segmentEnd[segments - 1];
        SegmentTable copy = shallowCopy();
        copy.bytes = Arrays.copyOfRange(bytes, from, to);
        copy.relocate(copy.bytes, -from);
        return copy;
    }

    /** An independent table over the same bytes array, which must not change any more. */
    public SegmentTable shallowCopy() {
        SegmentTable copy = new SegmentTable(segments, tokens);
        copy.begin(bytes, origin, delimiters, charset);
        copy.segments = segments;
        copy.tokens = tokens;
        copy.part = part;
        System.arraycopy(segmentStart, 0, copy.segmentStart, 0, segments);
        System.arraycopy(segmentEnd, 0, copy.segmentEnd, 0, segments);
        System.arraycopy(tag, 0, copy.tag, 0, segments);
        System.arraycopy(firstToken, 0, copy.firstToken, 0, segments + 1);
        System.arraycopy(tokenStart, 0, copy.tokenStart, 0, tokens);
        System.arraycopy(tokenEnd, 0, copy.tokenEnd, 0, tokens);
        System.arraycopy(tokenPlace, 0, copy.tokenPlace, 0, tokens);
        return copy;
    }

    /** A tag of up to four ASCII characters as one word; of longer ones, which no standard knows, any four. */
    public static int packTag(String name) {
        return TokenText.packTag(name);
    }

    private void growSegments() {
        int size = Math.max(16, segmentStart.length * 2);
        segmentStart = Arrays.copyOf(segmentStart, size);
        segmentEnd = Arrays.copyOf(segmentEnd, size);
        tag = Arrays.copyOf(tag, size);
        firstToken = Arrays.copyOf(firstToken, size + 1);
    }

    private void growTokens() {
        int size = Math.max(64, tokenStart.length * 2);
        tokenStart = Arrays.copyOf(tokenStart, size);
        tokenEnd = Arrays.copyOf(tokenEnd, size);
        tokenPlace = Arrays.copyOf(tokenPlace, size);
    }
}
