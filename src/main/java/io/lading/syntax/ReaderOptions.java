package io.lading.syntax;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a reader treats what real files do against the book (standards: X12.6, ISO 9735).
 *
 * @param fileName put into positions; never used as a path
 * @param tolerated what is reported as a warning rather than as an error
 * @param largestSet bytes that one transaction set may have before it is given up with {@code SET_TOO_LARGE}
 * @param mostFindings how many findings of one interchange are told; of the rest only the first error of each transaction set
 */
public record ReaderOptions(String fileName, Set<Tolerance> tolerated, int largestSet, int mostFindings) {

    /** 16 MB: the largest set taken in one piece. */
    public static final int LARGEST_SET = 16 << 20;

    /** More than anybody reads; a hostile interchange could hold millions. */
    public static final int MOST_FINDINGS = 10_000;

    public ReaderOptions {
        tolerated = Set.copyOf(tolerated);
    }

    /** By the book. */
    public static ReaderOptions strict(String fileName) {
        return new ReaderOptions(fileName, Set.of(), LARGEST_SET, MOST_FINDINGS);
    }

    /** Everything tolerated that can be. */
    public static ReaderOptions tolerant(String fileName) {
        return strict(fileName).tolerating(EnumSet.allOf(Tolerance.class));
    }

    public ReaderOptions tolerating(Set<Tolerance> others) {
        return new ReaderOptions(fileName, others, largestSet, mostFindings);
    }

    public ReaderOptions withLargestSet(int bytes) {
        return new ReaderOptions(fileName, tolerated, bytes, mostFindings);
    }
}
