package io.lading.syntax;

/**
 * How a reader treats what real files do against the book (standards: X12.6, ISO 9735).
 *
 * @param fileName put into positions; never used as a path
 * @param tolerant true to read on through an ISA of the wrong length and similar faults, reported as warnings rather than errors
 * @param largestSet bytes that one transaction set may have before it is given up with {@code SET_TOO_LARGE}
 */
public record ReaderOptions(String fileName, boolean tolerant, int largestSet) {

    /** 16 MB: the largest set taken in one piece. */
    public static final int LARGEST_SET = 16 << 20;

    public static ReaderOptions strict(String fileName) {
        return new ReaderOptions(fileName, false, LARGEST_SET);
    }
}
