package io.lading.acknowledgement;

import io.lading.interchange.Delimiters;

/**
 * Makes text received from a partner fit to be quoted, so that the acknowledgement is itself valid whatever the partner
 * sent: cut or filled to the element's length, and free of delimiters, control and foreign characters.
 */
final class EchoedText {
    private static final String FILLER = "0";

    private EchoedText() {}

    /** Letters and digits only, within the length; filled with zeros in front. */
    static String code(String text, int shortest, int longest) {
        StringBuilder out = new StringBuilder();
        text.chars().filter(EchoedText::isLetterOrDigit).limit(longest).forEach(c -> out.append((char) c));
        while (out.length() < shortest) {
            out.insert(0, FILLER);
        }
        return out.toString();
    }

    /** Digits only, the last ones where there are too many; filled with zeros in front. */
    static String number(String text, int shortest, int longest) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(Character::isDigit).filter(c -> c < 128).forEach(c -> digits.append((char) c));
        String kept = digits.substring(Math.max(0, digits.length() - longest));
        return FILLER.repeat(Math.max(0, shortest - kept.length())) + kept;
    }

    /** A number as it is written in an N0 element: no zeros in front. */
    static String count(long value, long most) {
        return String.valueOf(Math.max(0, Math.min(value, most)));
    }

    /** A text as it was received, cut; empty if any of its characters cannot be quoted. */
    static String copy(String text, int longest, Delimiters delimiters) {
        String cut = text.substring(0, Math.min(text.length(), longest));
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (c < ' ' || c > '~' || isDelimiter(c, delimiters)) {
                return "";
            }
        }
        return cut.isBlank() ? "" : cut;
    }

    private static boolean isDelimiter(char c, Delimiters delimiters) {
        return c == (delimiters.element() & 0xFF)
                || c == (delimiters.component() & 0xFF)
                || c == (delimiters.segment() & 0xFF)
                || (delimiters.repetition() != Delimiters.NONE && c == (delimiters.repetition() & 0xFF));
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
