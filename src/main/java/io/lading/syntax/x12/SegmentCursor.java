package io.lading.syntax.x12;

import io.lading.syntax.ByteWindow;
import io.lading.syntax.SegmentTable;

/**
 * Goes through a window segment by segment. Remembers attempts in vain, so that a long segment that arrives byte by byte
 * is not tokenized from its start each time, and passes over what nobody wants without keeping it.
 */
final class SegmentCursor {
    /** Bytes that tell a segment's tag and what follows it, line breaks among them. */
    static final int TAG_LOOKAHEAD = 10;

    final X12Tokenizer tokenizer = new X12Tokenizer();
    private int searched;
    private int needed;
    private long bytesToPass;
    private boolean restToPass;

    void begin() {
        searched = 0;
        needed = 0;
        bytesToPass = 0;
        restToPass = false;
    }

    void moved(int shift) {
        searched += shift;
        needed += shift;
    }

    /** False if the window ends before a tag can be told. */
    static boolean seesTag(ByteWindow window, int p) {
        return p < window.limit() && (window.limit() - p >= TAG_LOOKAHEAD || window.last());
    }

    /** Tokenizes the segment at {@code p}; see {@link X12Tokenizer#tokenize}. */
    int tokenize(SegmentTable table, ByteWindow window, int p) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        if (needed > limit) {
            return X12Tokenizer.INCOMPLETE;
        }
        if (needed == 0 && searched > p && tokenizer.findTerminator(bytes, p, searched, limit) < 0) {
            searched = limit;
            return X12Tokenizer.INCOMPLETE;
        }
        needed = 0;
        int next = tokenizer.tokenize(table, bytes, p, limit);
        if (next == X12Tokenizer.INCOMPLETE) {
            searched = limit;
            needed = tokenizer.needed();
        }
        return next;
    }

    /** Leaves the segment that the window stands in unread. */
    void passRestOfSegment() {
        restToPass = true;
        needed = 0;
        searched = 0;
    }

    /** Leaves so many bytes unread, and then the rest of the segment. */
    void passBytes(long count) {
        bytesToPass = count;
        passRestOfSegment();
    }

    /** @return false if what is to be passed over goes on beyond the window */
    boolean passOver(ByteWindow window) {
        if (bytesToPass > 0) {
            int step = (int) Math.min(bytesToPass, window.limit() - window.position());
            bytesToPass -= step;
            window.moveTo(window.position() + step);
            if (bytesToPass > 0) {
                return false;
            }
        }
        if (!restToPass) {
            return true;
        }
        int from = window.position();
        int next = tokenizer.findTerminator(window.bytes(), from, from, window.limit());
        if (next == X12Tokenizer.INCOMPLETE) {
            // The first bytes of a terminator of several may be there already.
            window.moveTo(Math.max(from, window.limit() - tokenizer.terminatorLength() + 1));
            return false;
        }
        window.moveTo(next);
        restToPass = false;
        return true;
    }
}
