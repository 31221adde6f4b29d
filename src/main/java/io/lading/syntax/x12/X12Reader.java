package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.syntax.ByteWindow;
import io.lading.syntax.CharacterSets;
import io.lading.syntax.EnvelopeFindings;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.SyntaxReader;
import io.lading.syntax.TokenPlace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one X12 interchange: ISA to IEA, or to where the next one begins or the bytes end. Hot path: the segments of a set
 * are tokenized in one loop that allocates nothing; strings are made once per set. Single-threaded.
 */
public final class X12Reader implements SyntaxReader {
    private static final int ISA = SegmentTable.packTag("ISA");

    private final SegmentCursor cursor = new SegmentCursor();
    private final X12Tokenizer tokenizer = cursor.tokenizer;
    private final Envelope envelope;
    private final SetReader sets;
    private final int largestSet;
    private final SegmentTable segment = new SegmentTable();

    private Delimiters delimiters = Delimiters.X12_USUAL;
    private boolean headerRead;
    private boolean lostTrack;
    private boolean unexpectedReported;

    public X12Reader(ReaderOptions options, InterchangeListener listener) {
        EnvelopeFindings findings = new EnvelopeFindings(options, listener);
        this.envelope = new Envelope(listener, findings);
        this.sets = new SetReader(cursor, envelope, listener, options.largestSet());
        this.largestSet = options.largestSet();
    }

    /** True if an interchange header begins here. */
    public static boolean beginsAt(byte[] bytes, int from, int limit) {
        return IsaSegment.beginsAt(bytes, from, limit);
    }

    /** True if the header that begins here can be split and what follows it be read. */
    public static boolean isReadableAt(byte[] bytes, int from, int limit) {
        return WrappedHeader.at(bytes, from, limit) != null
                || IsaSegment.at(bytes, from, limit).outcome() == IsaSegment.Outcome.SPLIT;
    }

    /**
     * True if an interchange header that can be split begins here, for finding one in the midst of something else.
     *
     * @param inWord true after a letter or digit, where only a perfect header counts
     */
    public static boolean isCertainAt(byte[] bytes, int from, int limit, boolean inWord) {
        return IsaSegment.isCertainAt(bytes, from, limit, inWord);
    }

    /** Another interchange may have other delimiters, so it is known by its first bytes and not as a segment. */
    static boolean anotherInterchangeBeginsAt(byte[] bytes, int p, int limit) {
        if (bytes[p] == 'I') {
            return IsaSegment.beginsAt(bytes, p, limit);
        }
        return bytes[p] == 'U'
                && limit - p >= SegmentCursor.TAG_LOOKAHEAD
                && bytes[p + 1] == 'N'
                && (bytes[p + 2] == 'A' || bytes[p + 2] == 'B')
                && IsaSegment.isUsable(bytes[p + 3]);
    }

    /**
     * Tokenizes one transaction set, given by its place.
     *
     * @param origin offset of {@code bytes[0]} in the clear bytes
     */
    public static SegmentTable readSet(byte[] bytes, int from, int to, long origin, Delimiters delimiters) {
        X12Tokenizer tokenizer = new X12Tokenizer();
        // Whether the interchange was wrapped is not known here; no character set of X12 has line breaks (X12.6, 3.3).
        boolean lineEnds = WrappedHeader.isBreak(delimiters.segment());
        tokenizer.use(delimiters, terminatorBefore(bytes, from, to, delimiters.segment()), !lineEnds);
        SegmentTable table = new SegmentTable();
        table.begin(bytes, origin, delimiters, CharacterSets.of(bytes, from, to));
        int p = tokenizer.skipBlanks(bytes, from, to);
        while (p < to) {
            int next = tokenizer.isTerminator(bytes, p, to)
                    ? p + tokenizer.terminatorLength()
                    : tokenizer.tokenize(table, bytes, p, to);
            if (next == X12Tokenizer.INCOMPLETE) {
                tokenizer.tokenizeUnterminated(table, bytes, p, to);
                return table;
            }
            p = tokenizer.skipBlanks(bytes, next, to);
        }
        return table;
    }

    /** A terminator of several bytes is one UTF-8 character, of which the delimiters know the last byte. */
    private static byte[] terminatorBefore(byte[] bytes, int from, int to, byte last) {
        int end = to;
        while (end > from && bytes[end - 1] != last) {
            end--;
        }
        for (int length = 2; length <= 4 && end - length >= from; length++) {
            if (CharacterSets.utf8Length(bytes, end - length, end) == length) {
                return Arrays.copyOfRange(bytes, end - length, end);
            }
        }
        return new byte[] {last};
    }

    @Override
    public void begin() {
        cursor.begin();
        sets.begin();
        headerRead = false;
        lostTrack = false;
        unexpectedReported = false;
    }

    @Override
    public boolean lostTrack() {
        return lostTrack;
    }

    @Override
    public void moved(byte[] bytes, int shift) {
        cursor.moved(shift);
        sets.moved(bytes, shift);
    }

    @Override
    public boolean read(ByteWindow window) {
        while (true) {
            Step step = readPiece(window);
            if (step == Step.OUT_OF_BYTES) {
                endOfInput(window);
                return true;
            }
            if (step != Step.ON) {
                return step == Step.ENDED;
            }
        }
    }

    private Step readPiece(ByteWindow window) {
        if (!cursor.passOver(window)) {
            return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
        }
        if (!headerRead) {
            return readHeader(window);
        }
        return sets.isOpen() ? sets.read(window) : readBetweenSets(window);
    }

    private void endOfInput(ByteWindow window) {
        sets.endOfInput(window);
        envelope.endOfInput(window.offset(window.limit()));
        window.moveTo(window.limit());
    }

    // ---- ISA ------------------------------------------------------------------------------------------------------

    private Step readHeader(ByteWindow window) {
        int from = window.position();
        if (window.limit() - from < IsaSegment.LOOKAHEAD && !window.last()) {
            return Step.MORE_BYTES;
        }
        WrappedHeader wrapped = WrappedHeader.at(window.bytes(), from, window.limit());
        if (wrapped != null) {
            return wrappedHeader(window, wrapped);
        }
        IsaSegment isa = IsaSegment.at(window.bytes(), from, window.limit());
        return switch (isa.outcome()) {
            case CUT_OFF -> {
                envelope.headerCutOff(isa, window.offset(window.limit()));
                window.moveTo(window.limit());
                yield Step.ENDED;
            }
            case TOO_FEW_ELEMENTS -> {
                envelope.headerTooShort(isa, window.offset(from));
                window.moveTo(from + 3);
                lostTrack = true;
                yield Step.ENDED;
            }
            case SPLIT, UNREADABLE_DELIMITERS -> headerSplit(window, isa);
        };
    }

    /** All of the interchange is cut into lines then; its breaks are no data wherever they are. */
    private Step wrappedHeader(ByteWindow window, WrappedHeader wrapped) {
        IsaSegment isa = wrapped.isa();
        delimiters = HeaderChecks.usable(isa);
        segment.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        fillSegment(window.position(), wrapped);
        InterchangeHeader header = header(window, isa);
        window.moveTo(wrapped.end());
        headerRead = true;
        tokenizer.use(delimiters, isa.terminator(), true);
        envelope.interchangeStarted(header, segment, isa);
        envelope.linesWrapped(segment, wrapped.lineWidth());
        return Step.ON;
    }

    /** The same where it was received, with line breaks in it. */
    private void fillSegment(int start, WrappedHeader wrapped) {
        IsaSegment isa = wrapped.isa();
        segment.beginSegment(start, ISA);
        int place = TokenPlace.FIRST;
        for (int i = 1; i <= IsaSegment.ELEMENTS; i++) {
            // The first value follows the separator, for the tag ends before it.
            int first = i == 1 ? wrapped.place(isa.start(i) - 1) + 1 : wrapped.place(isa.start(i));
            segment.addRoughToken(first, wrapped.place(isa.end(i)), place);
            place = TokenPlace.nextElement(place);
        }
        segment.endSegment(wrapped.place(isa.terminatorPlace()));
    }

    private Step headerSplit(ByteWindow window, IsaSegment isa) {
        delimiters = HeaderChecks.usable(isa);
        segment.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        fillSegment(window.position(), isa);
        InterchangeHeader header = header(window, isa);
        window.moveTo(Math.min(isa.end(), window.limit()));
        if (isa.outcome() == IsaSegment.Outcome.UNREADABLE_DELIMITERS) {
            envelope.interchangeUnreadable(header, segment, isa);
            lostTrack = true;
            return Step.ENDED;
        }
        headerRead = true;
        tokenizer.use(delimiters, isa.terminator(), false);
        envelope.interchangeStarted(header, segment, isa);
        return Step.ON;
    }

    /** The header as a segment of simple elements; its delimiters are data here. */
    private void fillSegment(int start, IsaSegment isa) {
        segment.beginSegment(start, ISA);
        int place = TokenPlace.FIRST;
        for (int i = 1; i <= IsaSegment.ELEMENTS; i++) {
            segment.addToken(isa.start(i), isa.end(i), place);
            place = TokenPlace.nextElement(place);
        }
        segment.endSegment(isa.terminatorPlace());
    }

    private InterchangeHeader header(ByteWindow window, IsaSegment isa) {
        return new InterchangeHeader(
                Standard.X12,
                isa.value(5),
                isa.value(6),
                isa.value(7),
                isa.value(8),
                isa.value(9),
                isa.value(10),
                isa.value(12),
                isa.value(13),
                isa.value(14).equals("1"),
                Usage.ofX12(isa.value(15)),
                delimiters,
                window.offset(window.position()));
    }

    // ---- between sets ---------------------------------------------------------------------------------------------

    private Step readBetweenSets(ByteWindow window) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int p = tokenizer.skipBlanks(bytes, window.position(), limit);
        window.moveTo(p);
        if (!SegmentCursor.seesTag(window, p)) {
            return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
        }
        if (anotherInterchangeBeginsAt(bytes, p, limit)) {
            envelope.abandoned(window.offset(p), tokenizer.tagText(bytes, p, p + 3));
            return Step.ENDED;
        }
        ServiceTag tag = tokenizer.serviceTag(bytes, p, limit);
        if (tag == ServiceTag.NONE) {
            return unexpectedSegment(window, p);
        }
        int next = tag == ServiceTag.ST ? sets.open(window, p, delimiters) : tokenizeService(window, p);
        if (next == X12Tokenizer.INCOMPLETE) {
            return incomplete(window, p, tag);
        }
        unexpectedReported = false;
        if (tag == ServiceTag.ST) {
            return Step.ON;
        }
        window.moveTo(next);
        return envelope.service(tag, segment, window.offset(next)) ? Step.ENDED : Step.ON;
    }

    private int tokenizeService(ByteWindow window, int p) {
        segment.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        int next = cursor.tokenize(segment, window, p);
        if (next != X12Tokenizer.INCOMPLETE) {
            segment.decodeAs(CharacterSets.of(window.bytes(), p, next));
        }
        return next;
    }

    private Step incomplete(ByteWindow window, int p, ServiceTag tag) {
        if (window.limit() - p > largestSet) {
            return unexpectedSegment(window, p);
        }
        if (!window.last()) {
            return Step.MORE_BYTES;
        }
        if (tag == ServiceTag.IEA) {
            // Many files lack the very last terminator.
            int end = endOfText(window.bytes(), p, window.limit());
            tokenizer.tokenizeUnterminated(segment, window.bytes(), p, end);
            if (envelope.isWholeTrailer(segment)) {
                window.moveTo(window.limit());
                envelope.service(tag, segment, window.offset(end));
                return Step.ENDED;
            }
        }
        return Step.OUT_OF_BYTES;
    }

    private static int endOfText(byte[] bytes, int from, int limit) {
        int end = limit;
        while (end > from && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
            end--;
        }
        return end;
    }

    private Step unexpectedSegment(ByteWindow window, int p) {
        String tag = tokenizer.tagText(window.bytes(), p, window.limit());
        envelope.unexpectedSegment(tag, window.offset(p), !unexpectedReported);
        unexpectedReported = true;
        cursor.passRestOfSegment();
        return Step.ON;
    }
}
