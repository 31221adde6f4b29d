package io.lading.syntax;

import io.lading.interchange.FindingCode;
import java.util.EnumSet;
import java.util.Set;

/** What a reader lets a partner do against the book (X12.5, X12.6, ISO 9735): it reads on as always, and reports a warning. */
public enum Tolerance {
    /** Interchange headers of wrong widths, with unusable optional fields or unannounced delimiters. */
    HEADERS(
            FindingCode.ENVELOPE_MALFORMED,
            FindingCode.DATE_MALFORMED,
            FindingCode.TIME_MALFORMED,
            FindingCode.ELEMENT_MISSING,
            FindingCode.VERSION_NOT_SUPPORTED,
            FindingCode.CONTROL_NUMBER_MALFORMED,
            FindingCode.CODE_NOT_ALLOWED,
            FindingCode.DELIMITER_UNUSABLE,
            FindingCode.SEGMENT_EMPTY),
    /** Trailers that count wrongly (SE01, GE01, IEA01; 0074, 0060, 0036). */
    COUNTS(FindingCode.SEGMENT_COUNT_WRONG, FindingCode.SET_COUNT_WRONG, FindingCode.GROUP_COUNT_WRONG),
    /** Trailers whose control number is not the header's (SE02, GE02, IEA02; 0062, 0048, 0020). */
    REFERENCES(
            FindingCode.SET_CONTROL_NUMBER_MISMATCH,
            FindingCode.GROUP_CONTROL_NUMBER_MISMATCH,
            FindingCode.INTERCHANGE_CONTROL_NUMBER_MISMATCH),
    /** Characters that the character set named in UNB S001 lacks; where tolerated, nothing is reported. */
    CHARACTERS(FindingCode.CHARACTER_NOT_ALLOWED);

    private final Set<FindingCode> codes;

    Tolerance(FindingCode first, FindingCode... more) {
        this.codes = EnumSet.of(first, more);
    }

    /** True if an envelope's finding of this kind is only a warning where this is tolerated. */
    public boolean covers(FindingCode code) {
        return codes.contains(code);
    }
}
