package io.lading.mapping.binding;

import io.lading.document.Moment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Dates and times as digits. Hot path: nothing but the result is allocated for the usual forms. */
final class Moments {
    /** Two-digit years up to this one are of this century. */
    private static final int LAST_YEAR_OF_THIS_CENTURY = 69;

    private Moments() {}

    /** CCYYMMDD or YYMMDD; null for anything else. */
    static @Nullable Moment day(byte[] bytes, int start, int end) {
        int length = end - start;
        int number = length == 8 || length == 6 ? Numbers.digits(bytes, start, end) : -1;
        int year = number / 10000;
        if (length == 6) {
            year += year <= LAST_YEAR_OF_THIS_CENTURY ? 2000 : 1900;
        }
        return number < 0 ? null : Moment.of(year, number / 100 % 100, number % 100);
    }

    /** The day with HHMM, HHMMSS or HHMMSSD; null for anything else. */
    static @Nullable Moment withTime(Moment day, byte[] bytes, int start, int end) {
        int length = end - start;
        boolean seconds = length >= 6;
        int number = length < 4 || length == 5 ? -1 : Numbers.digits(bytes, start, start + (seconds ? 6 : 4));
        int minutes = seconds ? number / 100 : number;
        return number < 0
                ? null
                : Moment.of(
                        day.year(), day.month(), day.day(), minutes / 100, minutes % 100, seconds ? number % 100 : -1);
    }

    /** A date with a time right behind it, the date of so many digits. */
    static @Nullable Moment together(byte[] bytes, int start, int end, int dateDigits) {
        if (end - start < dateDigits) {
            return null;
        }
        Moment day = day(bytes, start, start + dateDigits);
        return day == null || end == start + dateDigits ? day : withTime(day, bytes, start + dateDigits, end);
    }

    /** One moment in an EDIFACT format (2379); null if the format is of something else, or the text does not follow it. */
    static @Nullable Moment ofFormat(String format, byte[] bytes, int start, int end) {
        int length = end - start;
        return switch (format) {
            case "102" -> length == 8 ? day(bytes, start, end) : null;
            case "101" -> length == 6 ? day(bytes, start, end) : null;
            case "203" -> length == 12 ? together(bytes, start, end, 8) : null;
            case "204" -> length == 14 ? together(bytes, start, end, 8) : null;
            case "201" -> length == 10 ? together(bytes, start, end, 6) : null;
            case "202" -> length == 12 ? together(bytes, start, end, 6) : null;
            default -> null;
        };
    }

    /** The EDIFACT format (2379) that fits a moment's precision. */
    static String format(Moment moment) {
        if (!moment.hasTime()) {
            return "102";
        }
        return moment.hasSeconds() ? "204" : "203";
    }

    static String digits(Moment moment) {
        return moment.hasTime() ? moment.compactDate() + moment.compactTime() : moment.compactDate();
    }

    /** Two days, or two days with times, with or without a hyphen between; null for anything else. */
    static Moment @Nullable [] period(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int hyphen = text.indexOf('-');
        int half = hyphen < 0 ? bytes.length / 2 : hyphen;
        int second = hyphen < 0 ? half : hyphen + 1;
        if (half != 8 && half != 12) {
            return null;
        }
        Moment from = together(bytes, 0, half, 8);
        Moment until = together(bytes, second, bytes.length, 8);
        boolean alike = bytes.length - second == half;
        return from == null || until == null || !alike ? null : new Moment[] {from, until};
    }
}
