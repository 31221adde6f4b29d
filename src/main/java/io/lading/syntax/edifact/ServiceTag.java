package io.lading.syntax.edifact;

import io.lading.syntax.SegmentTable;

/** The segments of the envelopes (ISO 9735), which no message holds, but for its own header and trailer. */
enum ServiceTag {
    UNA,
    UNB,
    UNG,
    UNH,
    UNT,
    UNO,
    UNP,
    UNE,
    UNZ,
    /** Any other. */
    NONE;

    private static final ServiceTag[] ALL = {UNA, UNB, UNG, UNH, UNT, UNO, UNP, UNE, UNZ};

    private final int packed = SegmentTable.packTag(name());

    static ServiceTag of(int packedTag) {
        for (ServiceTag tag : ALL) {
            if (tag.packed == packedTag) {
                return tag;
            }
        }
        return NONE;
    }
}
