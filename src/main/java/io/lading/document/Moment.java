package io.lading.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date, or a date and time, with exactly the precision it was given: {@code 2026-10-02}, {@code 2026-10-02T13:05},
 * {@code 2026-10-02T13:05:07}. Without an offset it is local to whoever wrote it and is never converted. Immutable.
 */
public final class Moment implements Comparable<Moment> {
    private static final int DATE = 10;
    private static final int MINUTES = 16;
    private static final int SECONDS = 19;

    private final String iso;

    private Moment(String iso) {
        this.iso = iso;
    }

    /** A date; null if there is no such day. */
    public static @Nullable Moment of(int year, int month, int day) {
        if (!isDay(year, month, day)) {
            return null;
        }
        char[] text = new char[DATE];
        putDate(text, year, month, day);
        return new Moment(new String(text));
    }

    /** A date and time to the minute, or to the second if {@code second} is not negative; null if there is none such. */
    public static @Nullable Moment of(int year, int month, int day, int hour, int minute, int second) {
        if (!isDay(year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 59) {
            return null;
        }
        char[] text = new char[second < 0 ? MINUTES : SECONDS];
        putDate(text, year, month, day);
        text[10] = 'T';
        putTwo(text, 11, hour);
        text[13] = ':';
        putTwo(text, 14, minute);
        if (second >= 0) {
            text[16] = ':';
            putTwo(text, 17, second);
        }
        return new Moment(new String(text));
    }

    /** Reads the ISO 8601 forms named above, optionally with an offset ({@code Z}, {@code +02:00}); null for anything else. */
    public static @Nullable Moment parse(String text) {
        int length = lengthWithoutOffset(text);
        if (length != DATE && length != MINUTES && length != SECONDS) {
            return null;
        }
        if (length == DATE && text.length() != DATE) {
            return null;
        }
        String pattern = "dddd-dd-ddTdd:dd:dd";
        for (int i = 0; i < length; i++) {
            char wanted = pattern.charAt(i);
            char c = text.charAt(i);
            if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
                return null;
            }
        }
        boolean real = isDay(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                && (length == DATE || (number(text, 11, 13) < 24 && number(text, 14, 16) < 60))
                && (length < SECONDS || number(text, 17, 19) < 60);
        return real ? new Moment(text) : null;
    }

    private static int lengthWithoutOffset(String text) {
        int length = text.length();
        if (text.endsWith("Z")) {
            return length - 1;
        }
        int sign = length - 6;
        if (sign < DATE || (text.charAt(sign) != '+' && text.charAt(sign) != '-')) {
            return length;
        }
        boolean offset =
                isDigits(text, sign + 1, sign + 3) && text.charAt(sign + 3) == ':' && isDigits(text, sign + 4, length);
        return offset ? sign : length;
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDay(int year, int month, int day) {
        if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private static void putDate(char[] text, int year, int month, int day) {
        putTwo(text, 0, year / 100);
        putTwo(text, 2, year % 100);
        text[4] = '-';
        putTwo(text, 5, month);
        text[7] = '-';
        putTwo(text, 8, day);
    }

    private static void putTwo(char[] text, int at, int number) {
        text[at] = (char) ('0' + number / 10);
        text[at + 1] = (char) ('0' + number % 10);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    public int year() {
        return number(iso, 0, 4);
    }

    public int month() {
        return number(iso, 5, 7);
    }

    public int day() {
        return number(iso, 8, 10);
    }

    public boolean hasTime() {
        return iso.length() >= MINUTES;
    }

    public boolean hasSeconds() {
        return lengthWithoutOffset(iso) == SECONDS;
    }

    /** The day, without the time. */
    public LocalDate date() {
        try {
            return LocalDate.of(year(), month(), day());
        } catch (DateTimeException e) {
            throw new IllegalStateException("A moment holds the day " + iso + ", which does not exist.", e);
        }
    }

    /** Eight digits, year first: X12 type DT, EDIFACT format 102. */
    public String compactDate() {
        char[] text = new char[8];
        iso.getChars(0, 4, text, 0);
        iso.getChars(5, 7, text, 4);
        iso.getChars(8, 10, text, 6);
        return new String(text);
    }

    /** Four or six digits, hour first: X12 type TM; empty if there is no time. */
    public String compactTime() {
        if (!hasTime()) {
            return "";
        }
        String minutes = iso.substring(11, 13) + iso.substring(14, 16);
        return hasSeconds() ? minutes + iso.substring(17, 19) : minutes;
    }

    @Override
    public int compareTo(Moment other) {
        return iso.compareTo(other.iso);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moment moment && moment.iso.equals(iso);
    }

    @Override
    public int hashCode() {
        return iso.hashCode();
    }

    /** The ISO 8601 form. */
    @Override
    public String toString() {
        return iso;
    }
}
