package io.lading.tracking;

import java.util.List;

/**
 * How far a transaction set has come that is too large for one piece and is taken in parts, each translated by itself.
 *
 * @param all how many parts it has
 * @param translated how many became documents
 * @param open how many are still to be translated
 * @param stuck the first of those for which a person or a lookup value is needed
 */
public record PartsView(int all, int translated, int open, List<Stuck> stuck) {

    /** Parts that went no further. */
    public int stuckCount() {
        return all - translated - open;
    }

    /**
     * A part that went no further.
     *
     * @param ordinal from 1
     * @param startOffset of its lines in the transmission's bytes
     */
    public record Stuck(int ordinal, SetState state, long startOffset, long endOffset, String reason) {}
}
