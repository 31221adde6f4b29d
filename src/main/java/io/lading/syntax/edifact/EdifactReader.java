package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.syntax.ByteWindow;
import io.lading.syntax.EnvelopeFindings;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.SyntaxReader;
import io.lading.syntax.x12.X12Reader;
import java.nio.charset.StandardCharsets;

/**
 * Reads one EDIFACT interchange: UNA or UNB to UNZ, or to where the next one begins or the bytes end. Hot path: the segments
 * of a message are tokenized in one loop that allocates nothing; strings are made once per message. Single-threaded.
 */
public final class EdifactReader implements SyntaxReader {
    /** A header longer than this has lost its terminator. */
    private static final int LONGEST_HEADER = 2048;

    private static final int UNA = SegmentTable.packTag("UNA");
    private static final int LAST_VERSION = 4;

    private final SegmentCursor cursor = new SegmentCursor();
    private final EdifactTokenizer tokenizer = cursor.tokenizer;
    private final InterchangeListener listener;
    private final Envelope envelope;
    private final MessageReader messages;
    private final PackageReader packages;
    private boolean hasPackages;
    private final int largestSet;
    private final SegmentTable segment = new SegmentTable();

    private Delimiters delimiters = Delimiters.EDIFACT_DEFAULT;
    private boolean headerRead;
    private boolean lostTrack;
    private boolean unexpectedReported;

    public EdifactReader(ReaderOptions options, InterchangeListener listener) {
        this.listener = listener;
        this.envelope = new Envelope(listener, new EnvelopeFindings(options, listener));
        this.messages = new MessageReader(cursor, envelope, listener, options.largestSet());
        this.packages = new PackageReader(listener, envelope);
        this.largestSet = options.largestSet();
    }

    /** True if UNA or UNB begins here and what follows it can be read. */
    public static boolean isReadableAt(byte[] bytes, int from, int limit) {
        if (limit - from <= ServiceString.UNA_LENGTH) {
            return true; // It is cut off, which is another matter.
        }
        ServiceString service = ServiceString.at(bytes, from, limit);
        return isUnb(bytes, service, limit) && service.isReadable();
    }

    /** Another interchange may have other delimiters, so it is known by its first bytes and not as a segment. */
    static boolean anotherInterchangeBeginsAt(byte[] bytes, int p, int limit) {
        if (bytes[p] == 'I') {
            return X12Reader.isCertainAt(bytes, p, limit, false);
        }
        boolean announced = limit - p > ServiceString.UNA_LENGTH && bytes[p] == 'U' && bytes[p + 2] == 'A';
        return announced && bytes[p + 1] == 'N' && !Character.isLetterOrDigit(bytes[p + 3]);
    }

    /**
     * Tokenizes one message, given by its place.
     *
     * @param origin offset of {@code bytes[0]} in the clear bytes
     * @param version UNB S001, {@code UNOC:3}
     */
    public static SegmentTable readSet(
            byte[] bytes, int from, int to, long origin, Delimiters delimiters, String version) {
        SyntaxLevel level = SyntaxLevel.of(version.split(":", 2)[0]);
        EdifactTokenizer tokenizer = new EdifactTokenizer();
        tokenizer.use(delimiters, level);
        SegmentTable table = new SegmentTable();
        table.begin(bytes, origin, delimiters, Characters.of(level, bytes, from, to));
        int p = tokenizer.skipBlanks(bytes, from, to);
        while (p < to) {
            int next = tokenizer.isTerminator(bytes[p]) ? p + 1 : tokenizer.tokenize(table, bytes, p, to);
            if (next == EdifactTokenizer.INCOMPLETE) {
                tokenizer.tokenizeUnterminated(table, bytes, p, to);
                return table;
            }
            p = tokenizer.skipBlanks(bytes, next, to);
        }
        return table;
    }

    @Override
    public void begin() {
        cursor.begin();
        packages.begin();
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
        messages.moved(bytes, shift);
    }

    @Override
    public boolean read(ByteWindow window) {
        while (true) {
            Step step = readPiece(window);
            if (step == Step.OUT_OF_BYTES) {
                messages.endOfInput(window);
                envelope.endOfInput(window.offset(window.limit()));
                window.moveTo(window.limit());
                return true;
            }
            if (step != Step.ON) {
                return step == Step.ENDED;
            }
        }
    }

    private Step readPiece(ByteWindow window) {
        if (!headerRead) {
            return readHeader(window);
        }
        if (!cursor.passOver(window) || !packages.passObject(window)) {
            return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
        }
        return messages.isOpen() ? messages.read(window) : readBetween(window);
    }

    // ---- UNA and UNB ----------------------------------------------------------------------------------------------

    private Step readHeader(ByteWindow window) {
        byte[] bytes = window.bytes();
        int from = window.position();
        int limit = window.limit();
        boolean allSeen = window.last() || limit - from >= LONGEST_HEADER;
        if (!allSeen) {
            return Step.MORE_BYTES;
        }
        if (limit - from <= ServiceString.UNA_LENGTH) {
            return cutOff(window, from);
        }
        ServiceString service = ServiceString.at(bytes, from, limit);
        if (!isUnb(bytes, service, limit)) {
            return lost(window, from, FindingCode.ENVELOPE_MALFORMED, "an interchange header (UNB) after UNA");
        }
        if (!service.isReadable()) {
            return lost(
                    window,
                    from,
                    FindingCode.DELIMITER_UNUSABLE,
                    "service characters that are no letters, digits or blanks and differ from each other");
        }
        return readUnb(window, from, service);
    }

    private static boolean isUnb(byte[] bytes, ServiceString service, int limit) {
        int p = service.unb();
        return limit - p > 3
                && bytes[p] == 'U'
                && bytes[p + 1] == 'N'
                && bytes[p + 2] == 'B'
                && bytes[p + 3] == service.delimiters().element();
    }

    private Step readUnb(ByteWindow window, int from, ServiceString service) {
        int end = Math.min(window.limit(), from + LONGEST_HEADER);
        int next = tokenizeUnb(window, service.unb(), end, service.delimiters());
        int version = next == EdifactTokenizer.INCOMPLETE ? 0 : version(segment.text(0, 1, 1, 2));
        Delimiters inForce = service.inVersion(version);
        if (next != EdifactTokenizer.INCOMPLETE && inForce.repetition() != Delimiters.NONE) {
            next = tokenizeUnb(window, service.unb(), end, inForce);
        }
        if (next == EdifactTokenizer.INCOMPLETE) {
            return end == window.limit() && window.last()
                    ? cutOff(window, from)
                    : lost(window, from, FindingCode.ENVELOPE_MALFORMED, "an interchange header with a terminator");
        }
        start(window, from, service, inForce, version);
        window.moveTo(next);
        return Step.ON;
    }

    private void start(ByteWindow window, int from, ServiceString service, Delimiters inForce, int version) {
        delimiters = inForce;
        InterchangeHeader header = Headers.interchange(segment, inForce, window.offset(from));
        SyntaxLevel level = SyntaxLevel.of(segment.text(0, 1));
        tokenizer.use(inForce, level);
        messages.begin(level);
        hasPackages = version >= LAST_VERSION;
        cursor.begin();
        headerRead = true;
        if (service.unb() > from && bytesAnnounce(window, from)) {
            listener.serviceSegment(una(window, from, service));
        }
        envelope.interchangeStarted(header, segment, service, version);
    }

    private static boolean bytesAnnounce(ByteWindow window, int from) {
        return window.bytes()[from + 2] == 'A';
    }

    /** UNA as a segment whose tag is all of it, for those who copy it. */
    private SegmentTable una(ByteWindow window, int from, ServiceString service) {
        SegmentTable table = new SegmentTable();
        table.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        table.beginSegment(from, UNA);
        boolean isShort = service.source() == ServiceString.Source.ANNOUNCED_SHORT;
        table.endSegment(from + ServiceString.UNA_LENGTH - (isShort ? 2 : 1));
        return table;
    }

    private int tokenizeUnb(ByteWindow window, int unb, int end, Delimiters characters) {
        tokenizer.use(characters, SyntaxLevel.OTHER);
        segment.begin(window.bytes(), window.origin(), characters, StandardCharsets.ISO_8859_1);
        int next = tokenizer.tokenize(segment, window.bytes(), unb, end);
        if (next != EdifactTokenizer.INCOMPLETE) {
            segment.decodeAs(Characters.of(SyntaxLevel.OTHER, window.bytes(), unb, next));
        }
        return next;
    }

    private static int version(String text) {
        String number = text.strip();
        char first = number.isEmpty() ? '0' : number.charAt(0);
        return first >= '0' && first <= '9' ? Math.min(first - '0', LAST_VERSION + 1) : LAST_VERSION + 1;
    }

    private Step cutOff(ByteWindow window, int from) {
        envelope.headerUnreadable(
                FindingCode.TRUNCATED,
                window.offset(window.limit()),
                "a whole interchange header (UNB)",
                text(window, from));
        window.moveTo(window.limit());
        return Step.ENDED;
    }

    private Step lost(ByteWindow window, int from, FindingCode code, String expected) {
        envelope.headerUnreadable(code, window.offset(from), expected, text(window, from));
        window.moveTo(from + 3);
        lostTrack = true;
        return Step.ENDED;
    }

    private static String text(ByteWindow window, int from) {
        int length = Math.min(window.limit() - from, 60);
        return new String(window.bytes(), from, length, StandardCharsets.ISO_8859_1);
    }

    // ---- between messages -----------------------------------------------------------------------------------------

    private Step readBetween(ByteWindow window) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int p = tokenizer.skipBlanks(bytes, window.position(), limit);
        window.moveTo(p);
        if (!SegmentCursor.seesTag(window, p)) {
            return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
        }
        ServiceTag tag = tokenizer.serviceTag(bytes, p, limit);
        if (tag == ServiceTag.UNB || anotherInterchangeBeginsAt(bytes, p, limit)) {
            envelope.abandoned(window.offset(p), new String(bytes, p, 3, StandardCharsets.ISO_8859_1));
            return Step.ENDED;
        }
        boolean inPackage = packages.isOpen();
        if (inPackage && tag == ServiceTag.NONE && packages.passesOver(tokenizer.tagText(bytes, p, limit))) {
            cursor.passRestOfSegment();
            return Step.ON;
        }
        if (inPackage && tag != ServiceTag.UNP) {
            packages.abandoned(tokenizer.tagText(bytes, p, limit), window.offset(p));
        }
        boolean unknown = tag == ServiceTag.NONE || tag == ServiceTag.UNA || (tag == ServiceTag.UNO && !hasPackages);
        if (unknown) {
            return unexpectedSegment(window, p);
        }
        int next = tag == ServiceTag.UNH ? messages.open(window, p, delimiters) : tokenizeService(window, p);
        if (next == EdifactTokenizer.INCOMPLETE) {
            return incomplete(window, p, tag);
        }
        unexpectedReported = false;
        if (tag == ServiceTag.UNH) {
            return Step.ON;
        }
        window.moveTo(next);
        if (tag == ServiceTag.UNO) {
            packages.started(segment);
            return Step.ON;
        }
        if (tag == ServiceTag.UNP && packages.isOpen()) {
            packages.ended(segment);
            return Step.ON;
        }
        return envelope.service(tag, segment, window.offset(next)) ? Step.ENDED : Step.ON;
    }

    private int tokenizeService(ByteWindow window, int p) {
        segment.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        int next = cursor.tokenize(segment, window, p);
        if (next != EdifactTokenizer.INCOMPLETE) {
            segment.decodeAs(Characters.of(SyntaxLevel.OTHER, window.bytes(), p, next));
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
        if (tag == ServiceTag.UNZ) {
            // Many files lack the very last terminator.
            int end = window.limit();
            while (end > p && window.bytes()[end - 1] >= 0 && window.bytes()[end - 1] <= ' ') {
                end--;
            }
            tokenizer.tokenizeUnterminated(segment, window.bytes(), p, end);
            if (envelope.isWholeTrailer(segment)) {
                window.moveTo(window.limit());
                envelope.service(tag, segment, window.offset(end));
                return Step.ENDED;
            }
        }
        return Step.OUT_OF_BYTES;
    }

    private Step unexpectedSegment(ByteWindow window, int p) {
        String tag = tokenizer.tagText(window.bytes(), p, window.limit());
        envelope.unexpectedSegment(tag, window.offset(p), !unexpectedReported);
        unexpectedReported = true;
        cursor.passRestOfSegment();
        return Step.ON;
    }
}
