package io.lading.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a set that is too large for one piece into parts, before its lines, each with the set's segments before the first
 * line again. Serves one reader of sets, which asks it for each segment only while it {@link #isCutting}. Single-threaded.
 */
public final class PartCutter {
    /** A set is taken in one piece up to so many times the size of a part. */
    private static final int PARTS_IN_ONE_PIECE = 16;

    private final boolean wanted;
    private final int largestPart;
    private @Nullable LineStream stream;
    private boolean cutting;
    private boolean linesEnded;
    private int lead;
    private long readUpTo;

    /** @param wanted whether the listener takes parts */
    public PartCutter(boolean wanted, int largestSet) {
        this.wanted = wanted;
        this.largestPart = largestSet / PARTS_IN_ONE_PIECE;
    }

    /** A set begins. */
    public void begin(String setType) {
        stream = wanted ? LineStream.ofType(setType) : null;
        cutting = false;
        linesEnded = false;
        readUpTo = 0;
    }

    /** True for a set that comes in parts. */
    public boolean isCutting() {
        return cutting;
    }

    /** True for what stands behind all that was read before the set was found to be too large, and is read again. */
    public boolean isNew(long offset) {
        return offset >= readUpTo;
    }

    /** The set in the table is too large. Goes back to its first line; false if it cannot come in parts. */
    public boolean begin(SegmentTable set, ByteWindow window) {
        int first = cutting || stream == null || !window.isSliding() ? -1 : firstLine(set, stream.line());
        if (first < 1) {
            return false;
        }
        readUpTo = window.offset(window.position());
        window.moveTo(set.segmentStart(first), window.keep());
        set.keepFirst(first);
        lead = first;
        cutting = true;
        return true;
    }

    private static int firstLine(SegmentTable set, int line) {
        for (int i = 1; i < set.segmentCount(); i++) {
            if (set.tag(i) == line) {
                return i;
            }
        }
        return -1;
    }

    /** True if the last segment begins a line and what stands before it is enough for a part. */
    public boolean cutsBeforeLast(SegmentTable set) {
        LineStream lines = stream;
        int last = set.segmentCount() - 1;
        if (lines == null || linesEnded || last <= lead) {
            return false;
        }
        int tag = set.tag(last);
        linesEnded = tag == lines.end();
        return tag == lines.line() && set.segmentStart(last) - set.segmentStart(lead) >= largestPart;
    }

    /** Goes on behind a part that was handed over; the next line stands at {@code p}. */
    public void next(SegmentTable set, ByteWindow window, int p) {
        int start = set.segmentStart(0);
        int length = set.segmentEnd(lead - 1) + 1 - start;
        int target = p - length;
        // The set's beginning moves up to the next line, so that the window can let go of what lies between.
        System.arraycopy(window.bytes(), start, window.bytes(), target, length);
        set.nextPart(lead, target - start);
        window.moveTo(p, target);
    }
}
