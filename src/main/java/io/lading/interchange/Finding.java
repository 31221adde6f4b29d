package io.lading.interchange;

import java.util.List;

/**
 * One thing a partner, or we, should correct. Acknowledgements use {@link #code}; people read {@link #sentence()}.
 *
 * @param code what kind of thing it is
 * @param severity how much it weighs
 * @param origin whether the base standard, the partner's guide (overlay), the map or a business rule was broken
 * @param position where
 * @param expected what the rule asks for, as it would follow "expected"
 * @param found what stands there, as received; empty when nothing does
 */
public record Finding(
        FindingCode code, Severity severity, Origin origin, Position position, String expected, String found) {

    /** Which kind of rule was broken. */
    public enum Origin {
        STANDARD,
        OVERLAY,
        MAP,
        BUSINESS
    }

    private static final int LONGEST_QUOTE = 60;

    /** An error against the base standard. */
    public static Finding error(FindingCode code, Position position, String expected, String found) {
        return new Finding(code, Severity.ERROR, Origin.STANDARD, position, expected, found);
    }

    public static Finding warning(FindingCode code, Position position, String expected, String found) {
        return new Finding(code, Severity.WARNING, Origin.STANDARD, position, expected, found);
    }

    public Finding withPosition(Position other) {
        return new Finding(code, severity, origin, other, expected, found);
    }

    public Finding withSeverity(Severity other) {
        return new Finding(code, other, origin, position, expected, found);
    }

    /** True if one of these tells of the same kind of thing at the same place already. */
    public boolean isToldBy(List<Finding> others) {
        return others.stream()
                .anyMatch(other -> other.code == code
                        && other.position.segmentOrdinal() == position.segmentOrdinal()
                        && other.position.element() == position.element());
    }

    /** What to do about it. */
    public String advice() {
        return Advice.of(this);
    }

    /** {@code expected a number, found "1O". Ask the sender to …}, without the position. */
    public String message() {
        return "expected " + expected + foundInWords() + ". " + advice();
    }

    /** The whole of it for people: where, what was expected and found, what to do. */
    public String sentence() {
        return position + ": " + message();
    }

    private String foundInWords() {
        if (!found.isEmpty()) {
            return ", found " + quoted();
        }
        return expected.startsWith("no ") ? "" : ", found nothing";
    }

    /** What was found in quotation marks: cut where it is long, control characters as marks. */
    public String quoted() {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < found.length() && i < LONGEST_QUOTE; i++) {
            char c = found.charAt(i);
            out.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        if (found.length() > LONGEST_QUOTE) {
            out.append("…");
        }
        return out.append('"').toString();
    }
}
