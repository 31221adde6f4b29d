package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;

/** Pairs findings with the codes of data element 0085 (ISO 9735, CONTRL), one list for all levels. */
final class EdifactCodes {
    /** Missing. */
    static final String MISSING = "13";

    private static final String NONE = "";

    private EdifactCodes() {}

    static String code(Finding finding) {
        return switch (finding.code()) {
            case VERSION_NOT_SUPPORTED -> finding.position().transactionSet() == null ? "2" : "14";
            case RECEIVER_UNKNOWN -> "7";
            case DATE_MALFORMED,
                    TIME_MALFORMED,
                    CODE_NOT_ALLOWED,
                    HIERARCHY_NUMBER_REPEATED,
                    HIERARCHY_PARENT_UNKNOWN -> "12";
            case TRUNCATED,
                    SEGMENT_MISSING,
                    SEGMENT_EMPTY,
                    ELEMENT_MISSING,
                    ELEMENT_CONDITION_BROKEN,
                    GROUP_HEADER_MALFORMED,
                    GROUP_TRAILER_MISSING,
                    INTERCHANGE_TRAILER_MISSING,
                    SET_TRAILER_MISSING -> MISSING;
            case SET_NOT_SUPPORTED, UNSUPPORTED_TYPE -> "14";
            case SEGMENT_UNKNOWN, SEGMENT_NOT_IN_SET, SEGMENT_OUT_OF_ORDER, ELEMENT_EXCLUDED, ELEMENT_FORBIDDEN -> "15";
            case SEGMENT_UNEXPECTED -> finding.position().transactionSet() == null ? "33" : "15";
            case ELEMENT_TOO_MANY, COMPONENT_TOO_MANY -> "16";
            case GROUP_NOT_SUPPORTED -> "17";
            case SET_TOO_LARGE -> "18";
            case CHARACTER_NOT_ALLOWED -> "21";
            case DELIMITER_UNUSABLE -> "22";
            case SENDER_UNKNOWN, SENDER_NOT_CARRIED -> "23";
            case USAGE_NOT_ALLOWED -> "25";
            case DUPLICATE_INTERCHANGE, DUPLICATE_GROUP, DUPLICATE_SET -> "26";
            case INTERCHANGE_CONTROL_NUMBER_MISMATCH, GROUP_CONTROL_NUMBER_MISMATCH, SET_CONTROL_NUMBER_MISMATCH ->
                "28";
            case GROUP_COUNT_WRONG, SET_COUNT_WRONG, SEGMENT_COUNT_WRONG -> "29";
            case GROUPS_MIXED -> "30";
            case SET_NOT_IN_GROUP -> "31";
            case SEGMENT_TOO_OFTEN, REPETITION_TOO_MANY -> "35";
            case LOOP_TOO_OFTEN -> "36";
            case NUMBER_MALFORMED -> number(finding.found());
            case ELEMENT_TOO_LONG, CONTROL_NUMBER_MALFORMED -> "39";
            case ELEMENT_TOO_SHORT -> "40";
            case ENVELOPE_MALFORMED -> finding.position().element() > 0 ? "39" : "18";
            case SET_HEADER_MALFORMED -> finding.found().isEmpty() ? MISSING : "39";
            default -> NONE;
        };
    }

    /** The trailer that a finding says is missing (0013, 0135): UNT, UNE or UNZ; empty if it says something else. */
    static String missingTrailer(Finding finding) {
        Position position = finding.position();
        return switch (finding.code()) {
            case SET_TRAILER_MISSING -> "UNT";
            case GROUP_TRAILER_MISSING -> "UNE";
            case INTERCHANGE_TRAILER_MISSING -> "UNZ";
            case TRUNCATED -> position.transactionSet() != null ? "UNT" : position.group() != null ? "UNE" : "UNZ";
            default -> NONE;
        };
    }

    /** Digits on both sides of one decimal mark, or the wrong characters altogether. */
    private static String number(String found) {
        String digits = found.startsWith("-") ? found.substring(1) : found;
        if (digits.matches("[.,]\\d+")) {
            return "38";
        }
        return digits.matches("[\\d.,]*") && !digits.isEmpty() ? "19" : "37";
    }

    /** True for what CONTRL reports below the message (UCS, UCD): all but the message's header and trailer. */
    static boolean isContent(Finding finding) {
        Position position = finding.position();
        String segment = position.segment();
        if (position.transactionSet() == null || isAboutWhole(finding.code())) {
            return false;
        }
        return position.segmentOrdinal() > 1 && segment != null && !segment.equals("UNT");
    }

    private static boolean isAboutWhole(FindingCode code) {
        return switch (code) {
            case TRUNCATED, SET_TRAILER_MISSING, SET_TOO_LARGE, SET_NOT_SUPPORTED, USAGE_NOT_ALLOWED -> true;
            default -> false;
        };
    }
}
