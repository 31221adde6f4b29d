package io.lading.schema;

/** What an element may hold (X12.6 section 3.3.1; ISO 9735 clause 9). */
public enum ElementType {
    /** AN (an, a in EDIFACT): any characters, at least one of them no blank. */
    TEXT(0, "text"),
    /** ID: a code. */
    CODE(1, "a code"),
    /** N0 to N9: digits with an implied decimal point and an optional leading minus. */
    INTEGER(2, "a whole number"),
    /** R: digits with an optional decimal point and an optional leading minus. */
    DECIMAL(3, "a number"),
    /** DT: CCYYMMDD or YYMMDD. */
    DATE(4, "a date"),
    /** TM: HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
    TIME(5, "a time"),
    /** B: any bytes. */
    BINARY(6, "binary data"),
    /** N in EDIFACT: digits with an optional decimal mark between two of them and an optional leading minus. */
    NUMBER(7, "a number");

    private final int code;
    private final String words;

    ElementType(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** A small number for packed facts. */
    public int code() {
        return code;
    }

    /** As it would follow "expected". */
    public String words() {
        return words;
    }
}
