package io.lading.cli.bench;

import java.util.Locale;

/** What is wrong with a damaged order. */
public enum Defect {
    NONE(""),
    /** The segment count in SE01 or UNT 0074 is wrong. */
    COUNT("count"),
    /** The trailer's control number is not the header's. */
    CONTROL("control"),
    /** The mandatory BEG or BGM is left out. */
    MISSING("missing"),
    /** A segment ZZZ, which no order has. */
    UNKNOWN("unknown"),
    /** An order number of sixty characters. */
    TOO_LONG("toolong"),
    /** Month 13. */
    BAD_DATE("baddate"),
    /** A letter in a quantity. */
    BAD_NUMBER("badnum"),
    /** The file ends in the middle of the order. */
    TRUNCATED("truncated"),
    /** No EDI at all. */
    GARBAGE("garbage");

    private final String word;

    Defect(String word) {
        this.word = word;
    }

    /** As the command line writes it. */
    public String word() {
        return word;
    }

    /** True if it damages a whole file rather than one order in it. */
    public boolean needsFiles() {
        return this == TRUNCATED || this == GARBAGE;
    }

    @Override
    public String toString() {
        return word.isEmpty() ? name().toLowerCase(Locale.ROOT) : word;
    }
}
