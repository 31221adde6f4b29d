package io.lading.syntax.edifact;

import io.lading.syntax.ByteWindow;
import io.lading.syntax.SegmentTable;

/**
 * Goes through a window segment by segment. Remembers attempts in vain, so that a long segment that arrives byte by byte
 * is not tokenized from its start each time, and passes over what nobody wants without keeping it.
 */
final class SegmentCursor {
    final EdifactTokenizer tokenizer = new EdifactTokenizer();
    private int searched;
    private boolean restToPass;

    void begin() {
        searched = 0;
        restToPass = false;
    }

    void moved(int shift) {
        searched += shift;
    }

    /** False if the window ends before a tag can be told. */
    static boolean seesTag(ByteWindow window, int p) {
        return p < window.limit() && (window.limit() - p >= EdifactTokenizer.TAG_LOOKAHEAD || window.last());
    }

    /** Tokenizes the segment at {@code p}; see {@link EdifactTokenizer#tokenize}. */
    int tokenize(SegmentTable table, ByteWindow window, int p) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        if (searched > p && tokenizer.findTerminator(bytes, searched, limit) < 0) {
            searched = tokenizer.resume();
            return EdifactTokenizer.INCOMPLETE;
        }
        int next = tokenizer.tokenize(table, bytes, p, limit);
        searched = next == EdifactTokenizer.INCOMPLETE ? tokenizer.resume() : 0;
        return next;
    }

    /** Leaves the segment that the window stands in unread. */
    void passRestOfSegment() {
        restToPass = true;
        searched = 0;
    }

    /** @return false if what is to be passed over goes on beyond the window */
    boolean passOver(ByteWindow window) {
        if (!restToPass) {
            return true;
        }
        int from = window.position();
        int next = tokenizer.findTerminator(window.bytes(), from, window.limit());
        if (next == EdifactTokenizer.INCOMPLETE) {
            window.moveTo(window.last() ? window.limit() : tokenizer.resume());
            return false;
        }
        window.moveTo(next);
        restToPass = false;
        return true;
    }
}
