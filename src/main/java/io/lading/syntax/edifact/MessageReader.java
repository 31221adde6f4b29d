package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.interchange.SetHeader;
import io.lading.syntax.ByteWindow;
import io.lading.syntax.CharacterSets;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.PartCutter;
import io.lading.syntax.SegmentTable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one message at a time, UNH to UNT. Hot path: one loop, nothing allocated per segment. */
final class MessageReader {
    private static final int UNT = SegmentTable.packTag("UNT");
    /** So many empty segments are reported one by one; nothing is learnt from more. */
    private static final int MOST_EMPTY_REPORTED = 10;

    private final SegmentCursor cursor;
    private final EdifactTokenizer tokenizer;
    private final Envelope envelope;
    private final InterchangeListener listener;
    private final int largestSet;
    private final PartCutter cutter;
    private final SegmentTable table = new SegmentTable();

    private @Nullable SetHeader header;
    private SyntaxLevel level = SyntaxLevel.OTHER;
    private boolean givenUp;
    private boolean foreignReported;
    private int segmentsPassed;
    private int emptyReported;

    MessageReader(SegmentCursor cursor, Envelope envelope, InterchangeListener listener, int largestSet) {
        this.cursor = cursor;
        this.tokenizer = cursor.tokenizer;
        this.envelope = envelope;
        this.listener = listener;
        this.largestSet = largestSet;
        this.cutter = new PartCutter(listener.takesParts(), largestSet);
    }

    void begin(SyntaxLevel charset) {
        header = null;
        givenUp = false;
        level = charset;
    }

    boolean isOpen() {
        return header != null || givenUp;
    }

    void moved(byte[] bytes, int shift) {
        if (header != null) {
            table.relocate(bytes, shift);
        }
    }

    /** Reads UNH, which stands at {@code p}. */
    int open(ByteWindow window, int p, Delimiters delimiters) {
        table.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        int next = cursor.tokenize(table, window, p);
        if (next != EdifactTokenizer.INCOMPLETE) {
            SetHeader open = envelope.setStarted(table);
            header = open;
            cutter.begin(open.type());
            emptyReported = 0;
            foreignReported = false;
            window.moveTo(next, p);
        }
        return next;
    }

    /** Reads on in the open message. */
    Step read(ByteWindow window) {
        SetHeader open = header;
        return open == null ? readPast(window) : readInside(window, open);
    }

    private Step readInside(ByteWindow window, SetHeader open) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int first = window.keep();
        int p = window.position();
        while (true) {
            p = tokenizer.skipBlanks(bytes, p, limit);
            window.moveTo(p, first);
            if (!SegmentCursor.seesTag(window, p)) {
                return outOfBytes(window, open, limit);
            }
            byte begin = bytes[p];
            if ((begin == 'U' || begin == 'I') && endsMessage(bytes, p, limit)) {
                return trailerMissing(window, open, p);
            }
            if (tokenizer.isTerminator(begin)) {
                emptySegment(window, p);
                p++;
                continue;
            }
            int next = cursor.tokenize(table, window, p);
            if (next == EdifactTokenizer.INCOMPLETE) {
                return outOfBytes(window, open, limit);
            }
            if (next - first > largestSet) {
                table.dropLastSegment();
                return tooLarge(window, open, p);
            }
            if (cutter.isCutting() && cutter.cutsBeforeLast(table)) {
                return handOverPart(window, open, p);
            }
            p = next;
            if (tokenizer.foreign() >= 0 && !foreignReported) {
                foreignReported = true;
                int segment = table.segmentCount() - 1;
                envelope.foreignCharacter(table, segment, table.segmentStart(segment) + tokenizer.foreign(), level);
            }
            if (table.tag(table.segmentCount() - 1) == UNT) {
                return complete(window, open, first, p);
            }
        }
    }

    private Step outOfBytes(ByteWindow window, SetHeader open, int limit) {
        if (limit - window.keep() > largestSet) {
            return tooLarge(window, open, window.position());
        }
        return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
    }

    /** True for a tag that no message holds, so that the message's trailer must have been lost. */
    private boolean endsMessage(byte[] bytes, int p, int limit) {
        return switch (tokenizer.serviceTag(bytes, p, limit)) {
            case UNH, UNG, UNE, UNZ, UNB -> true;
            case UNT, UNO, UNP -> false;
            case UNA, NONE -> EdifactReader.anotherInterchangeBeginsAt(bytes, p, limit);
        };
    }

    private void emptySegment(ByteWindow window, int p) {
        if (cutter.isNew(window.offset(p)) && emptyReported++ < MOST_EMPTY_REPORTED) {
            envelope.emptySegment(window.offset(p), table.nextOrdinal());
        }
    }

    private Step complete(ByteWindow window, SetHeader open, int first, int end) {
        window.moveTo(end);
        decode(window, first, end);
        envelope.checkSetTrailer(open, table);
        handOver(open, true);
        return Step.ON;
    }

    private void decode(ByteWindow window, int first, int end) {
        Charset found = Characters.of(level, window.bytes(), first, end);
        table.decodeAs(found);
        if (!foreignReported && Characters.contradict(level, found)) {
            int index = CharacterSets.firstBeyondAscii(window.bytes(), first, end);
            int segment = table.segmentCount() - 1;
            while (segment > 0 && table.segmentStart(segment) > index) {
                segment--;
            }
            envelope.foreignCharacter(table, segment, index, level);
        }
    }

    private Step trailerMissing(ByteWindow window, SetHeader open, int p) {
        int first = window.keep();
        envelope.setTrailerMissing(
                window.offset(p), table.nextOrdinal(), tokenizer.tagText(window.bytes(), p, window.limit()));
        window.moveTo(p);
        decode(window, first, p);
        handOver(open, false);
        return Step.ON;
    }

    /** All bytes have been read and the trailer was not there. */
    void endOfInput(ByteWindow window) {
        SetHeader open = header;
        if (open == null) {
            givenUp = false;
            return;
        }
        int first = window.keep();
        envelope.setCutOff(table, window.offset(window.limit()));
        decode(window, first, window.position());
        handOver(open, false);
    }

    private void handOver(SetHeader open, boolean complete) {
        header = null;
        listener.transactionSet(open, table, complete);
        envelope.setEnded(table.nextOrdinal() - 1);
    }

    // ---- messages that are too large ------------------------------------------------------------------------------

    /** A message of lines comes in parts from its first line on, if the listener takes such; others are given up. */
    private Step tooLarge(ByteWindow window, SetHeader open, int p) {
        window.moveTo(p, window.keep());
        if (!cutter.begin(table, window)) {
            return giveUp(window, open, p);
        }
        cursor.begin();
        return Step.ON;
    }

    /** Hands over the lines before the one at {@code p}. */
    private Step handOverPart(ByteWindow window, SetHeader open, int p) {
        table.dropLastSegment();
        decode(window, window.keep(), p);
        listener.setPart(open, table);
        cutter.next(table, window, p);
        return Step.ON;
    }

    /** Hands the message over as its header, so that it can be refused, and passes over the rest from {@code p} on. */
    private Step giveUp(ByteWindow window, SetHeader open, int p) {
        segmentsPassed = table.nextOrdinal() - 1;
        table.keepFirst(1);
        envelope.setTooLarge(table, largestSet);
        header = null;
        givenUp = true;
        listener.transactionSet(open, table, false);
        window.moveTo(p);
        return Step.ON;
    }

    private Step readPast(ByteWindow window) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int p = tokenizer.skipBlanks(bytes, window.position(), limit);
        window.moveTo(p);
        if (!SegmentCursor.seesTag(window, p)) {
            return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
        }
        boolean trailer = tokenizer.serviceTag(bytes, p, limit) == ServiceTag.UNT;
        if (trailer || endsMessage(bytes, p, limit)) {
            givenUp = false;
            envelope.setEnded(trailer ? segmentsPassed + 1 : segmentsPassed);
            if (!trailer) {
                return Step.ON;
            }
        }
        cursor.passRestOfSegment();
        segmentsPassed++;
        return Step.ON;
    }
}
