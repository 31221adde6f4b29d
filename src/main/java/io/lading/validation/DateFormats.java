package io.lading.validation;

/**
 * What a date, time or period must look like by its format code (EDIFACT data element 2379). Codes that are not listed here
 * are not checked. Stateless.
 */
final class DateFormats {

    private DateFormats() {}

    /** The pattern of a format code, in words of the code list; empty if it is not checked. */
    static String pattern(String code) {
        return switch (code) {
            case "2" -> "DDMMYY";
            case "101" -> "YYMMDD";
            case "102" -> "CCYYMMDD";
            case "201" -> "YYMMDDHHMM";
            case "202" -> "YYMMDDHHMMSS";
            case "203" -> "CCYYMMDDHHMM";
            case "204" -> "CCYYMMDDHHMMSS";
            case "401" -> "HHMM";
            case "402" -> "HHMMSS";
            case "602" -> "CCYY";
            case "609" -> "YYMM";
            case "610" -> "CCYYMM";
            case "616" -> "CCYYWW";
            case "718" -> "CCYYMMDD-CCYYMMDD";
            default -> "";
        };
    }

    /** True if the value has the form of the pattern and every part of it exists. Periods may leave out the dash. */
    static boolean matches(String pattern, String value) {
        int dash = pattern.indexOf('-');
        if (dash > 0) {
            int length = value.length();
            return (length == 2 * dash || (length == 2 * dash + 1 && value.charAt(dash) == '-'))
                    && matches(pattern.substring(0, dash), value.substring(0, dash))
                    && matches(pattern.substring(dash + 1), value.substring(length - dash));
        }
        if (value.length() != pattern.length() || !isDigits(value)) {
            return false;
        }
        int month = part(pattern, value, "MMDD", 0, 2);
        int monthAlone = part(pattern, value, "YYMM", 2, 2);
        if (pattern.startsWith("DDMMYY")) {
            return isDay(2000 + number(value, 4), number(value, 2), number(value, 0)) && isTime(pattern, value);
        }
        if (month >= 0) {
            int day = part(pattern, value, "MMDD", 2, 2);
            int year = pattern.startsWith("CC") ? Integer.parseInt(value.substring(0, 4)) : 2000 + number(value, 0);
            return isDay(year, month, day) && isTime(pattern, value);
        }
        boolean monthExists = monthAlone < 0 || (monthAlone >= 1 && monthAlone <= 12);
        int week = part(pattern, value, "WW", 0, 2);
        return monthExists && (week < 0 || (week >= 1 && week <= 53)) && isTime(pattern, value);
    }

    private static boolean isTime(String pattern, String value) {
        int hour = part(pattern, value, "HHMM", 0, 2);
        int minute = part(pattern, value, "HHMM", 2, 2);
        int second = part(pattern, value, "SS", 0, 2);
        return hour < 24 && minute < 60 && second < 60;
    }

    /** The number that stands where a word of the pattern does; -1 if the pattern has no such word. */
    private static int part(String pattern, String value, String word, int offset, int length) {
        int at = pattern.indexOf(word);
        return at < 0 ? -1 : Integer.parseInt(value.substring(at + offset, at + offset + length));
    }

    private static int number(String value, int from) {
        return Integer.parseInt(value.substring(from, from + 2));
    }

    private static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && year >= 1
                && day <= java.time.YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isDigits(String value) {
        return value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
