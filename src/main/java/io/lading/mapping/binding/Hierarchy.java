package io.lading.mapping.binding;

import io.lading.document.Draft;

/** A despatch advice's tree of segments: HL in X12, CPS in EDIFACT. Immutable. */
sealed interface Hierarchy permits HlHierarchy, CpsHierarchy {

    /** Reads the whole tree, which begins at a segment; the place of the first segment after it. */
    int read(Reading in, Draft document, int segment, int end, Level.Frame around);

    void write(Writing out);
}
