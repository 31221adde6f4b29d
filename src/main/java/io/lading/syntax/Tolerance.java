package io.lading.syntax;

import io.lading.interchange.FindingCode;

/** What a reader lets a partner do against the book (X12.5, X12.6, ISO 9735): it reads on as always, and reports a warning. */
public enum Tolerance {
    /** Interchange headers of wrong widths, with unusable optional fields or unannounced delimiters. */
    HEADERS,
    /** Trailers that count wrongly (SE01, GE01, IEA01; 0074, 0060, 0036). */
    COUNTS,
    /** Trailers whose control number is not the header's (SE02, GE02, IEA02; 0062, 0048, 0020). */
    REFERENCES,
    /** Lines of a fixed width that cut segments of X12, usually at 80 columns; in EDIFACT they are no fault. */
    LINES,
    /** Characters that the character set named in UNB S001 lacks; where tolerated, nothing is reported. */
    CHARACTERS;

    /** True if an envelope's finding of this kind is only a warning where this is tolerated. */
    public boolean covers(FindingCode code) {
        return switch (code) {
            case ENVELOPE_MALFORMED,
                    DATE_MALFORMED,
                    TIME_MALFORMED,
                    ELEMENT_MISSING,
                    VERSION_NOT_SUPPORTED,
                    CONTROL_NUMBER_MALFORMED,
                    CODE_NOT_ALLOWED,
                    DELIMITER_UNUSABLE,
                    SEGMENT_EMPTY -> this == HEADERS;
            case SEGMENT_COUNT_WRONG, SET_COUNT_WRONG, GROUP_COUNT_WRONG -> this == COUNTS;
            case SET_CONTROL_NUMBER_MISMATCH, GROUP_CONTROL_NUMBER_MISMATCH, INTERCHANGE_CONTROL_NUMBER_MISMATCH ->
                this == REFERENCES;
            case LINES_WRAPPED -> this == LINES;
            case CHARACTER_NOT_ALLOWED -> this == CHARACTERS;
            default -> false;
        };
    }
}
