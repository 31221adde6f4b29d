package io.lading.syntax;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.Standard;
import io.lading.syntax.edifact.EdifactReader;
import io.lading.syntax.x12.X12Reader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads all interchanges of a transmission, whatever their syntax and whatever stands between them, and tells a listener.
 * Never throws because of what the bytes are. Single-threaded; one reader reads one transmission.
 *
 * <p>A whole array is read where it stands: tables handed out refer to it. A stream is read in constant memory: only the
 * current transaction set is held, up to {@link ReaderOptions#largestSet}, whatever the size of the pieces fed.
 */
public final class InterchangeReader {
    /** Bytes that tell what begins at a place. */
    private static final int LOOKAHEAD = 512;

    private static final int CHUNK = 64 << 10;
    private static final int LONGEST_SAMPLE = 60;

    /**
     * So many headers that cannot be read are told one by one: each costs as much as a small document, and a hostile file
     * of a few hundred kilobytes holds thousands.
     */
    static final int MOST_UNREADABLE = 20;

    private final ReaderOptions options;
    private final InterchangeListener listener;
    private final ByteWindow window;
    private final X12Reader x12;
    private final EdifactReader edifact;

    private @Nullable SyntaxReader current;
    private boolean anythingRead;
    /** Nothing in the bytes is of use any more. */
    private boolean hopeless;

    /** Headers that could not be read and were told; those beyond are counted, and told together at the end. */
    private int unreadable;

    private int moreUnreadable;
    private long moreFrom;
    /** What is passed over between interchanges: where it began, how it began, and whether it still is to be reported. */
    private boolean passing;

    private boolean passingUnreported;
    private long passedFrom;
    private byte passedLast;
    private final byte[] sample = new byte[LONGEST_SAMPLE];
    private int sampled;

    public InterchangeReader(ReaderOptions options, InterchangeListener listener) {
        this(options, listener, ByteWindow.sliding());
    }

    private InterchangeReader(ReaderOptions options, InterchangeListener listener, ByteWindow window) {
        this.options = options;
        this.listener = listener;
        this.window = window;
        this.x12 = new X12Reader(options, listener);
        this.edifact = new EdifactReader(options, listener);
    }

    /**
     * Reads all of {@code clear}; the tables handed out refer to this array, which must not change any more. For a listener
     * that takes sets in parts, bytes enough for one that is too large are read as a stream.
     */
    public static void read(byte[] clear, ReaderOptions options, InterchangeListener listener) {
        if (listener.takesParts() && clear.length > options.largestSet()) {
            InterchangeReader reader = new InterchangeReader(options, listener);
            reader.feed(clear, 0, clear.length);
            reader.end();
            return;
        }
        new InterchangeReader(options, listener, ByteWindow.over(clear)).advance();
    }

    /** Reads a stream to its end in constant memory; does not close it. */
    public static void read(InputStream in, ReaderOptions options, InterchangeListener listener) throws IOException {
        InterchangeReader reader = new InterchangeReader(options, listener);
        byte[] chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            reader.feed(chunk, 0, n);
        }
        reader.end();
    }

    /**
     * Tokenizes one transaction set again that was found before, its header to its trailer.
     *
     * @param origin offset of {@code bytes[0]} in the clear bytes, so that the table's offsets are right
     * @param version the interchange version (ISA12; UNB S001)
     */
    public static SegmentTable readSet(
            byte[] bytes, int from, int to, long origin, Standard standard, Delimiters delimiters, String version) {
        return switch (standard) {
            case X12 -> X12Reader.readSet(bytes, from, to, origin, delimiters);
            case EDIFACT -> EdifactReader.readSet(bytes, from, to, origin, delimiters, version);
        };
    }

    /**
     * Tokenizes a part of a transaction set again that was found before, as {@link InterchangeListener#setPart} told it.
     *
     * @param beginning the set's bytes up to its first line, which stood at {@code beginningOffset}
     * @param lines those of the part, which stood at {@code linesOffset}
     * @param lead how many segments the beginning has
     * @param passed how many segments came between it and the part
     */
    public static SegmentTable readPart(
            byte[] beginning,
            long beginningOffset,
            byte[] lines,
            long linesOffset,
            int lead,
            int passed,
            InterchangeHeader header) {
        byte[] bytes = Arrays.copyOf(beginning, beginning.length + lines.length);
        System.arraycopy(lines, 0, bytes, beginning.length, lines.length);
        SegmentTable table = readSet(
                bytes,
                0,
                bytes.length,
                linesOffset - beginning.length,
                header.standard(),
                header.delimiters(),
                header.version());
        table.becomePart(lead, beginningOffset, passed);
        return table;
    }

    /** Reads on with the next bytes, which are copied. */
    public void feed(byte[] bytes, int offset, int length) {
        byte[] before = window.bytes();
        int shift = window.append(bytes, offset, length);
        // A buffer that grows while all of it is kept is another one with everything at its old place.
        boolean moved = shift != 0 || window.bytes() != before;
        if (moved && current != null) {
            current.moved(window.bytes(), shift);
        }
        advance();
    }

    /** No more bytes come: finishes what is open. */
    public void end() {
        window.markLast();
        advance();
    }

    /** Bytes of the buffer that a stream slides through. */
    int bufferSize() {
        return window.bytes().length;
    }

    private void advance() {
        while (true) {
            if (current == null && !findNext()) {
                return;
            }
            if (current != null) {
                if (!current.read(window)) {
                    return;
                }
                if (current.lostTrack()) {
                    unreadable++;
                    pass(window.position(), false);
                }
                current = null;
            }
        }
    }

    // ---- between interchanges -------------------------------------------------------------------------------------

    /** Goes to where the next interchange begins; false if that needs more bytes, or if there is none. */
    private boolean findNext() {
        while (true) {
            if (hopeless) {
                window.moveTo(window.limit());
            }
            int p = passing ? window.position() : skipFiller();
            if (p == window.limit() || (window.limit() - p < LOOKAHEAD && !window.last())) {
                if (p == window.limit() && window.last()) {
                    endOfInput();
                }
                return false;
            }
            if (passing ? passToNext(p) : beginsHere(p)) {
                return true;
            }
        }
    }

    private int skipFiller() {
        int limit = window.limit();
        int p = SyntaxDetector.skipFiller(window.bytes(), window.position(), limit);
        window.moveTo(p);
        return p;
    }

    private boolean beginsHere(int p) {
        SyntaxKind syntax = SyntaxDetector.at(window.bytes(), p, window.limit());
        boolean begins = syntax == SyntaxKind.X12 || syntax == SyntaxKind.EDIFACT;
        if (begins && isOneMoreUnreadable(p)) {
            pass(p, false); // It is counted there.
            return false;
        }
        switch (syntax) {
            case X12 -> {
                start(x12);
                return true;
            }
            case EDIFACT -> {
                start(edifact);
                return true;
            }
            case XML, JSON -> {
                if (anythingRead) {
                    pass(p, true);
                } else {
                    notReadable(FindingCode.NOT_EDI, "an interchange header (ISA or UNB)", p);
                    hopeless = true;
                }
            }
            case TEXT, UNKNOWN, EMPTY -> pass(p, true);
        }
        return false;
    }

    private void start(SyntaxReader reader) {
        anythingRead = true;
        reader.begin();
        current = reader;
    }

    private void pass(int p, boolean report) {
        passing = true;
        passingUnreported = report;
        passedFrom = window.offset(p);
        sampled = 0;
        passedLast = 0;
    }

    /** Passes over bytes that belong to no interchange, up to one that begins beyond doubt. */
    private boolean passToNext(int from) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        // What needs to be seen of a header must be there, but for the last bytes of all.
        int end = window.last() ? limit : limit - LOOKAHEAD + 1;
        for (int p = from; p < end; p++) {
            if (beginsInterchange(bytes, p, limit) && isOneMoreUnreadable(p)) {
                moreFrom = moreUnreadable == 0 ? window.offset(p) : moreFrom;
                moreUnreadable++;
                passing = true;
            } else if (!passing) {
                reportPassed(FindingCode.DATA_BETWEEN_INTERCHANGES, "nothing but interchanges");
                window.moveTo(p);
                return false;
            }
            if (sampled < LONGEST_SAMPLE) {
                sample[sampled++] = bytes[p];
            }
            passedLast = bytes[p];
        }
        window.moveTo(end);
        return false;
    }

    private boolean beginsInterchange(byte[] bytes, int p, int limit) {
        if (bytes[p] != 'I' && bytes[p] != 'U') {
            return false;
        }
        boolean inWord = Character.isLetterOrDigit(passedLast);
        boolean begins = bytes[p] == 'I'
                ? X12Reader.isCertainAt(bytes, p, limit, inWord)
                : !inWord && SyntaxDetector.edifactIsCertainAt(bytes, p, limit);
        passing = !begins;
        return begins;
    }

    /** Whether the header that begins here is of no use, and enough such were told. */
    private boolean isOneMoreUnreadable(int p) {
        if (unreadable < MOST_UNREADABLE) {
            return false;
        }
        byte[] bytes = window.bytes();
        return bytes[p] == 'U'
                ? !EdifactReader.isReadableAt(bytes, p, window.limit())
                : !X12Reader.isReadableAt(bytes, p, window.limit());
    }

    private void endOfInput() {
        if (moreUnreadable > 0) {
            finding(Finding.error(
                    FindingCode.ENVELOPE_MALFORMED,
                    at(moreFrom),
                    "at most " + MOST_UNREADABLE + " interchange headers that cannot be read",
                    moreUnreadable + " more"));
            moreUnreadable = 0;
        }
        if (passing) {
            if (anythingRead) {
                reportPassed(FindingCode.DATA_BETWEEN_INTERCHANGES, "nothing but interchanges");
            } else {
                reportPassed(FindingCode.NOT_EDI, expectedInstead());
            }
            passing = false;
        } else if (!anythingRead && !hopeless) {
            finding(Finding.error(FindingCode.EMPTY_INPUT, at(window.offset(window.limit())), "a document", ""));
        }
        anythingRead = true;
    }

    /** Bare transaction sets and groups look like EDI, so say what is missing. */
    private String expectedInstead() {
        if (sampled > 3) {
            boolean bareSet = sample[0] == 'S' && sample[1] == 'T' && !Character.isLetterOrDigit(sample[2]);
            boolean bareGroup = sample[0] == 'G' && sample[1] == 'S' && !Character.isLetterOrDigit(sample[2]);
            if (sample[0] == 'U' && sample[1] == 'N' && (sample[2] == 'H' || sample[2] == 'G')) {
                return "an interchange header (UNB) before the message; its sender must add one, for nothing else says"
                        + " who sent it and to whom";
            }
            if (bareSet || bareGroup) {
                return "an interchange header (ISA) before " + (bareSet ? "the transaction set" : "the group")
                        + "; its sender must add one, for nothing else says who sent it and to whom";
            }
        }
        return "an interchange header (ISA or UNB)";
    }

    /** What should have begun what a stray trailer ends; empty if what was passed over begins with no trailer. */
    private String headerOfTrailer() {
        int letters = 0;
        while (letters < sampled && letters < 4 && Character.isLetterOrDigit(sample[letters])) {
            letters++;
        }
        if (letters == sampled) {
            return "";
        }
        return switch (new String(sample, 0, letters, StandardCharsets.ISO_8859_1)) {
            case "IEA" -> "an interchange header (ISA)";
            case "GE" -> "a group header (GS)";
            case "SE" -> "a transaction set header (ST)";
            case "UNZ" -> "an interchange header (UNB)";
            case "UNE" -> "a group header (UNG)";
            case "UNT" -> "a message header (UNH)";
            default -> "";
        };
    }

    private void reportPassed(FindingCode code, String expected) {
        if (!passingUnreported) {
            return;
        }
        passingUnreported = false;
        String found = new String(sample, 0, sampled, StandardCharsets.ISO_8859_1);
        String header = code == FindingCode.DATA_BETWEEN_INTERCHANGES ? headerOfTrailer() : "";
        if (!header.isEmpty()) {
            // A trailer that ends nothing: something was lost before it, or sent twice.
            String wanted = header + " before its trailer";
            finding(Finding.error(FindingCode.SEGMENT_UNEXPECTED, at(passedFrom), wanted, found));
            return;
        }
        finding(
                code == FindingCode.NOT_EDI
                        ? Finding.error(code, at(passedFrom), expected, found)
                        : Finding.warning(code, at(passedFrom), expected, found));
    }

    private void notReadable(FindingCode code, String expected, int p) {
        anythingRead = true;
        int length = Math.min(LONGEST_SAMPLE, window.limit() - p);
        String found = new String(window.bytes(), p, length, StandardCharsets.ISO_8859_1);
        finding(Finding.error(code, at(window.offset(p)), expected, found));
    }

    private Position at(long offset) {
        return Position.atOffset(offset).inFile(options.fileName());
    }

    private void finding(Finding finding) {
        listener.finding(finding);
    }
}
