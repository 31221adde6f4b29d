package io.lading.console;

import java.util.ArrayList;
import java.util.List;

/**
 * The delimiters of a text to show.
 *
 * @param release takes its meaning from the character after it; 0 if there is none
 * @param edi false for text that is cut into lines
 */
record SegmentMarks(char element, char component, char segment, char release, boolean edi) {
    private static final int ELEMENT_AT = 3;
    private static final int COMPONENT_AT = 104;
    private static final int SEGMENT_AT = 105;
    private static final int UNA_LENGTH = 9;

    /** Those that an ISA or UNA states, or the usual ones of a UNB. */
    static SegmentMarks of(String header) {
        if (header.startsWith("ISA") && header.length() >= SegmentLines.ISA_LENGTH) {
            return new SegmentMarks(
                    header.charAt(ELEMENT_AT), header.charAt(COMPONENT_AT), header.charAt(SEGMENT_AT), '\0', true);
        }
        if (header.startsWith("UNA") && header.length() >= UNA_LENGTH) {
            char release = header.charAt(6) == ' ' ? '\0' : header.charAt(6);
            return new SegmentMarks(header.charAt(4), header.charAt(3), header.charAt(8), release, true);
        }
        if (header.startsWith("UNB")) {
            return new SegmentMarks('+', ':', '\'', '?', true);
        }
        return new SegmentMarks('\0', '\0', '\n', '\0', false);
    }

    /** Where a delimiter comes next that is not released, or the text's end. */
    int next(String text, char delimiter, int from) {
        for (int at = from; at < text.length(); at++) {
            char found = text.charAt(at);
            if (release != 0 && found == release) {
                at++;
            } else if (found == delimiter) {
                return at;
            }
        }
        return text.length();
    }

    /** Before the terminator that ends a UNA, whose other characters are no delimiters there. */
    int endOfUna(String text, int from) {
        return Math.min(text.length(), from + UNA_LENGTH - 1);
    }

    /** Parts as they stand, release characters included. */
    List<String> split(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = next(text, delimiter, 0); at < text.length(); at = next(text, delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
