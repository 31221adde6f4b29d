package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.interchange.SetHeader;
import io.lading.syntax.ByteWindow;
import io.lading.syntax.CharacterSets;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.PartCutter;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one transaction set at a time, ST to SE. Hot path: one loop, nothing allocated per segment. */
final class SetReader {
    private static final int SE = SegmentTable.packTag("SE");
    /** So many empty segments are reported one by one; nothing is learnt from more. */
    private static final int MOST_EMPTY_REPORTED = 10;

    private final SegmentCursor cursor;
    private final X12Tokenizer tokenizer;
    private final Envelope envelope;
    private final InterchangeListener listener;
    private final int largestSet;
    private final PartCutter cutter;
    private final SegmentTable table = new SegmentTable();

    private @Nullable SetHeader header;
    private boolean givenUp;
    private int segmentsPassed;
    private int emptyReported;

    SetReader(SegmentCursor cursor, Envelope envelope, InterchangeListener listener, int largestSet) {
        this.cursor = cursor;
        this.tokenizer = cursor.tokenizer;
        this.envelope = envelope;
        this.listener = listener;
        this.largestSet = largestSet;
        this.cutter = new PartCutter(listener.takesParts(), largestSet);
    }

    void begin() {
        header = null;
        givenUp = false;
    }

    boolean isOpen() {
        return header != null || givenUp;
    }

    void moved(byte[] bytes, int shift) {
        if (header != null) {
            table.relocate(bytes, shift);
        }
    }

    /** Reads ST, which stands at {@code p}. */
    int open(ByteWindow window, int p, Delimiters delimiters) {
        table.begin(window.bytes(), window.origin(), delimiters, StandardCharsets.ISO_8859_1);
        int next = cursor.tokenize(table, window, p);
        if (next != X12Tokenizer.INCOMPLETE) {
            SetHeader open = envelope.setStarted(table);
            header = open;
            cutter.begin(open.type());
            emptyReported = 0;
            window.moveTo(next, p);
        }
        return next;
    }

    /** Reads on in the open set. */
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
            if (endsSet(bytes, p, limit)) {
                return trailerMissing(window, open, p);
            }
            if (tokenizer.isTerminator(bytes, p, limit)) {
                emptySegment(window, p);
                p += tokenizer.terminatorLength();
                continue;
            }
            if (isBinaryTooLarge(bytes, first, p, limit)) {
                return tooLarge(window, open, p);
            }
            int next = cursor.tokenize(table, window, p);
            if (next == X12Tokenizer.INCOMPLETE) {
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
            if (table.tag(table.segmentCount() - 1) == SE) {
                return complete(window, open, first, p);
            }
            if (tokenizer.binaryLengthWrong() && cutter.isNew(window.offset(p))) {
                envelope.binaryLengthWrong(table);
            }
        }
    }

    private Step outOfBytes(ByteWindow window, SetHeader open, int limit) {
        if (limit - window.keep() > largestSet) {
            return tooLarge(window, open, window.position());
        }
        return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
    }

    /** True for a tag that no transaction set holds, so that the set's trailer must have been lost. */
    private boolean endsSet(byte[] bytes, int p, int limit) {
        byte first = bytes[p];
        if (first != 'S' && first != 'G' && first != 'I' && first != 'U') {
            return false;
        }
        return switch (tokenizer.serviceTag(bytes, p, limit)) {
            case ST, GS, GE, IEA -> true;
            case SE, TA1 -> false;
            case NONE -> X12Reader.anotherInterchangeBeginsAt(bytes, p, limit);
        };
    }

    private void emptySegment(ByteWindow window, int p) {
        if (cutter.isNew(window.offset(p)) && emptyReported++ < MOST_EMPTY_REPORTED) {
            envelope.emptySegment(window.offset(p), table.nextOrdinal());
        }
    }

    private Step complete(ByteWindow window, SetHeader open, int first, int end) {
        window.moveTo(end);
        table.decodeAs(CharacterSets.of(window.bytes(), first, end));
        envelope.checkSetTrailer(open, table);
        handOver(open, true);
        return Step.ON;
    }

    private Step trailerMissing(ByteWindow window, SetHeader open, int p) {
        int first = window.keep();
        envelope.setTrailerMissing(
                window.offset(p), table.nextOrdinal(), tokenizer.tagText(window.bytes(), p, window.limit()));
        window.moveTo(p);
        table.decodeAs(CharacterSets.of(window.bytes(), first, p));
        handOver(open, false);
        return Step.ON;
    }

    /** All bytes have been read and the trailer was not there. */
    void endOfInput(ByteWindow window) {
        SetHeader open = header;
        if (open == null) {
            begin();
            return;
        }
        int first = window.keep();
        envelope.setCutOff(table, window.offset(window.limit()));
        table.decodeAs(CharacterSets.of(window.bytes(), first, window.position()));
        handOver(open, false);
    }

    private void handOver(SetHeader open, boolean complete) {
        header = null;
        listener.transactionSet(open, table, complete);
        envelope.setEnded(table.nextOrdinal() - 1);
    }

    // ---- sets that are too large ----------------------------------------------------------------------------------

    private boolean isBinaryTooLarge(byte[] bytes, int first, int p, int limit) {
        return tokenizer.beginsBinary(bytes, p, limit) && tokenizer.binaryEnd(bytes, p, limit) - first > largestSet;
    }

    /** A set of lines comes in parts from its first line on, if the listener takes such; others are given up. */
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
        table.decodeAs(CharacterSets.of(window.bytes(), window.keep(), p));
        listener.setPart(open, table);
        cutter.next(table, window, p);
        return Step.ON;
    }

    /** Hands the set over as its header, so that it can be refused, and passes over the rest from {@code p} on. */
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
        ServiceTag tag = tokenizer.serviceTag(bytes, p, limit);
        if (tag == ServiceTag.SE) {
            cursor.passRestOfSegment();
            segmentsPassed++;
        }
        if (tag == ServiceTag.SE || endsSet(bytes, p, limit)) {
            givenUp = false;
            envelope.setEnded(segmentsPassed);
            return Step.ON;
        }
        if (tokenizer.beginsBinary(bytes, p, limit)) {
            long end = tokenizer.binaryEnd(bytes, p, limit);
            if (end == X12Tokenizer.INCOMPLETE && limit - p < IsaSegment.LOOKAHEAD) {
                return window.last() ? Step.OUT_OF_BYTES : Step.MORE_BYTES;
            }
            cursor.passBytes(Math.max(0, end - p));
        } else {
            cursor.passRestOfSegment();
        }
        segmentsPassed++;
        return Step.ON;
    }
}
