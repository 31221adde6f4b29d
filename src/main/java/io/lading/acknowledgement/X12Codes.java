package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;

/**
 * Pairs findings with the codes of TA1, 997 and 999. Only codes that the acknowledged group's release defines are given; a
 * later code is replaced by the nearest earlier one. An empty text means that there is no code at that level.
 */
final class X12Codes {
    /** AK304: the segment's elements are in error. */
    static final String HAS_ELEMENT_ERRORS = "8";
    /** AK502: segments in error. */
    static final String SEGMENTS_IN_ERROR = "5";
    /** AK502: the set trailer is missing. */
    static final String SET_TRAILER_MISSING = "2";
    /** AK905: the group trailer is missing. */
    static final String GROUP_TRAILER_MISSING = "3";
    /** TA105: no error. */
    static final String NO_ERROR = "000";
    /** TA105: the end of the file came too early. */
    static final String FILE_ENDED_EARLY = "023";

    /** IK502: segments in error by the partner's guide. */
    static final String SEGMENTS_IN_ERROR_BY_GUIDE = "I5";

    private static final String NONE = "";
    static final String FIRST_WITH_REPETITION_CODES = "005010";
    /** The first release known to have AK502 23. */
    private static final String FIRST_WITH_DUPLICATE_CODE = "004010";

    private X12Codes() {}

    /** AK304. */
    static String segment(FindingCode code) {
        return switch (code) {
            case SEGMENT_UNKNOWN -> "1";
            case SEGMENT_UNEXPECTED -> "2";
            case SEGMENT_MISSING -> "3";
            case LOOP_TOO_OFTEN -> "4";
            case SEGMENT_TOO_OFTEN -> "5";
            case SEGMENT_NOT_IN_SET -> "6";
            case SEGMENT_OUT_OF_ORDER -> "7";
            case SEGMENT_EMPTY -> HAS_ELEMENT_ERRORS;
            default -> NONE;
        };
    }

    /** IK304: what breaks only the partner's guide has codes of its own in a 999. */
    static String guidedSegment(Finding finding) {
        boolean byGuide = finding.origin() == Origin.OVERLAY;
        return switch (finding.code()) {
            case SEGMENT_UNEXPECTED, SEGMENT_NOT_IN_SET, SEGMENT_UNKNOWN -> byGuide ? "I4" : segment(finding.code());
            case SEGMENT_MISSING -> byGuide ? "I8" : segment(finding.code());
            default -> segment(finding.code());
        };
    }

    /** IK403. */
    static String guidedElement(Finding finding) {
        boolean byGuide = finding.origin() == Origin.OVERLAY;
        String code = element(finding.code(), FIRST_WITH_REPETITION_CODES);
        return switch (finding.code()) {
            case CODE_NOT_ALLOWED -> byGuide ? "I6" : code;
            case ELEMENT_MISSING -> byGuide ? "I9" : code;
            case ELEMENT_FORBIDDEN -> byGuide ? "I10" : code;
            default -> code;
        };
    }

    /** IK502 to IK506. */
    static String guidedSet(Finding finding) {
        String code = set(finding, FIRST_WITH_REPETITION_CODES);
        return code.equals(SEGMENTS_IN_ERROR) && finding.origin() == Origin.OVERLAY ? SEGMENTS_IN_ERROR_BY_GUIDE : code;
    }

    /** AK403. */
    static String element(FindingCode code, String release) {
        return switch (code) {
            case ELEMENT_MISSING -> "1";
            case ELEMENT_CONDITION_BROKEN -> "2";
            case ELEMENT_TOO_MANY -> "3";
            case ELEMENT_TOO_SHORT -> "4";
            case ELEMENT_TOO_LONG -> "5";
            case CHARACTER_NOT_ALLOWED, NUMBER_MALFORMED -> "6";
            case CODE_NOT_ALLOWED,
                    HIERARCHY_NUMBER_REPEATED,
                    HIERARCHY_NUMBER_OUT_OF_ORDER,
                    HIERARCHY_PARENT_UNKNOWN,
                    HIERARCHY_LEVEL_WRONG,
                    HIERARCHY_CHILDREN_WRONG -> "7";
            case DATE_MALFORMED -> "8";
            case TIME_MALFORMED -> "9";
            case ELEMENT_EXCLUDED, ELEMENT_FORBIDDEN -> "10";
            case REPETITION_TOO_MANY -> isLater(release) ? "12" : "3";
            case COMPONENT_TOO_MANY -> isLater(release) ? "13" : "3";
            default -> NONE;
        };
    }

    /** AK502 to AK506. */
    static String set(Finding finding, String release) {
        return switch (finding.code()) {
            case SET_NOT_SUPPORTED, UNSUPPORTED_TYPE, VERSION_NOT_SUPPORTED, SET_TOO_LARGE, USAGE_NOT_ALLOWED -> "1";
            case SET_TRAILER_MISSING, TRUNCATED -> SET_TRAILER_MISSING;
            case SET_CONTROL_NUMBER_MISMATCH -> "3";
            case SEGMENT_COUNT_WRONG -> "4";
            case SET_HEADER_MALFORMED -> finding.position().element() == 2 ? "7" : "6";
            case CONTROL_NUMBER_MALFORMED -> "7";
            case SET_NOT_IN_GROUP -> isLater(release) ? "18" : "6";
            case DUPLICATE_SET -> release.compareTo(FIRST_WITH_DUPLICATE_CODE) >= 0 ? "23" : "7";
            default -> isSegmentOrElement(finding.code(), release) ? SEGMENTS_IN_ERROR : NONE;
        };
    }

    /** AK905 to AK909. */
    static String group(Finding finding, String release) {
        return switch (finding.code()) {
            case GROUP_NOT_SUPPORTED, USAGE_NOT_ALLOWED -> "1";
            case VERSION_NOT_SUPPORTED -> "2";
            case GROUP_TRAILER_MISSING, TRUNCATED -> GROUP_TRAILER_MISSING;
            case GROUP_CONTROL_NUMBER_MISMATCH -> "4";
            case SET_COUNT_WRONG -> "5";
            case CONTROL_NUMBER_MALFORMED -> "6";
            case DUPLICATE_GROUP -> isLater(release) ? "19" : "6";
            // GS07 and GS08 name the version together.
            case CODE_NOT_ALLOWED -> "GS".equals(finding.position().segment()) ? "2" : NONE;
            default -> NONE;
        };
    }

    /** TA105. */
    static String interchange(Finding finding) {
        return switch (finding.code()) {
            case INTERCHANGE_CONTROL_NUMBER_MISMATCH -> "001";
            case SENDER_UNKNOWN, SENDER_NOT_CARRIED -> "006";
            case RECEIVER_UNKNOWN -> finding.position().element() == 8 ? "008" : "009";
            case GROUP_COUNT_WRONG -> "021";
            case INTERCHANGE_TRAILER_MISSING, TRUNCATED -> FILE_ENDED_EARLY;
            case DUPLICATE_INTERCHANGE -> "025";
            case DELIMITER_UNUSABLE -> delimiter(finding.position());
            case SEGMENT_UNEXPECTED, SEGMENT_UNKNOWN, SEGMENT_OUT_OF_ORDER, SEGMENT_TOO_OFTEN, SEGMENT_EMPTY -> "022";
            case ENVELOPE_MALFORMED,
                    LINES_WRAPPED,
                    VERSION_NOT_SUPPORTED,
                    CONTROL_NUMBER_MALFORMED,
                    DATE_MALFORMED,
                    TIME_MALFORMED,
                    CODE_NOT_ALLOWED,
                    CHARACTER_NOT_ALLOWED,
                    ELEMENT_MISSING,
                    ELEMENT_TOO_LONG,
                    ELEMENT_TOO_SHORT -> header(finding);
            case GROUP_HEADER_MALFORMED, GROUP_NOT_SUPPORTED -> "024";
            default -> NONE;
        };
    }

    /** Faults of an ISA element have a code each. */
    private static String header(Finding finding) {
        Position position = finding.position();
        if ("IEA".equals(position.segment())) {
            return position.element() == 1 ? "021" : "001";
        }
        if (!"ISA".equals(position.segment())) {
            return "024";
        }
        return switch (position.element()) {
            case 1 -> "010";
            case 2 -> "011";
            case 3 -> "012";
            case 4 -> "013";
            case 5 -> "005";
            case 6 -> "006";
            case 7 -> "007";
            case 8 -> "008";
            case 9 -> "014";
            case 10 -> "015";
            case 11 -> "002";
            case 12 -> finding.code() == FindingCode.VERSION_NOT_SUPPORTED ? "003" : "017";
            case 13 -> "018";
            case 14 -> "019";
            case 15 -> "020";
            case 16 -> "027";
            default -> "022";
        };
    }

    private static String delimiter(Position position) {
        return switch (position.element()) {
            case 11 -> "002";
            case 16 -> "027";
            case 0 -> "004";
            default -> "026";
        };
    }

    private static boolean isSegmentOrElement(FindingCode code, String release) {
        return !segment(code).isEmpty() || !element(code, release).isEmpty();
    }

    /** True if the release has what came with 005010: repetitions, and codes for them. */
    static boolean isLater(String release) {
        return release.compareTo(FIRST_WITH_REPETITION_CODES) >= 0;
    }
}
