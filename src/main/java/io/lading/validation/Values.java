package io.lading.validation;

import io.lading.schema.ElementType;
import io.lading.schema.LayoutRule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks the bytes of one value against type and length. Hot path: static, allocation-free, no decoding; what is not
 * plainly fine is looked at again by {@link ValueChecks}, which finds the words for it.
 */
final class Values {
    private static final int TEXT = ElementType.TEXT.code();
    private static final int CODE = ElementType.CODE.code();
    private static final int INTEGER = ElementType.INTEGER.code();
    private static final int DECIMAL = ElementType.DECIMAL.code();
    private static final int DATE = ElementType.DATE.code();
    private static final int TIME = ElementType.TIME.code();
    private static final int NUMBER = ElementType.NUMBER.code();

    /** What {@link #digits} gives for bytes that are no number. */
    static final int NO_NUMBER = -1;

    private static final int DELETE = 0x7F;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long TO_BLANK = 0x6060606060606060L;
    private static final long TO_DELETE = 0x0101010101010101L;
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Values() {}

    /** True if type and length are right beyond doubt, of bytes without control characters. */
    static boolean areFine(long facts, byte[] bytes, int start, int end, byte decimalMark) {
        int type = LayoutRule.typeCode(facts);
        int length = end - start;
        if (type == TEXT || type == CODE) {
            return length >= LayoutRule.shortest(facts) && length <= LayoutRule.longest(facts) && bytes[start] != ' ';
        }
        if (type == INTEGER || type == DECIMAL) {
            int digits = digits(bytes, start, end, type == DECIMAL ? decimalMark : 0);
            return digits >= LayoutRule.shortest(facts) && digits <= LayoutRule.longest(facts);
        }
        if (type == NUMBER) {
            int digits = edifactDigits(bytes, start, end);
            return digits >= LayoutRule.shortest(facts) && digits <= LayoutRule.longest(facts);
        }
        if (type == DATE) {
            return length >= LayoutRule.shortest(facts)
                    && length <= LayoutRule.longest(facts)
                    && isDate(bytes, start, end);
        }
        if (type == TIME) {
            return length >= LayoutRule.shortest(facts)
                    && length <= LayoutRule.longest(facts)
                    && isTime(bytes, start, end);
        }
        return length >= LayoutRule.shortest(facts) && length <= LayoutRule.longest(facts);
    }

    /** No control characters; bytes above ASCII belong to the agreed character set. Eight bytes at a time. */
    static boolean isPrintable(byte[] bytes, int start, int end) {
        int lastWord = end - Long.BYTES;
        if (lastWord < start) {
            return isShortPrintable(bytes, start, end);
        }
        for (int i = start; i < lastWord; i += Long.BYTES) {
            if (hasControl((long) WORDS.get(bytes, i))) {
                return false;
            }
        }
        return !hasControl((long) WORDS.get(bytes, lastWord));
    }

    private static boolean isShortPrintable(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if ((b < ' ' && b >= 0) || b == DELETE) {
                return false;
            }
        }
        return true;
    }

    /** The lower seven bits of a byte reach its highest when 0x60 is added to a blank or more, and when 1 is added to DEL. */
    private static boolean hasControl(long word) {
        long low = word & ~HIGH_BITS;
        return ((~(low + TO_BLANK) | (low + TO_DELETE)) & ~word & HIGH_BITS) != 0;
    }

    static boolean isBlank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** The number of digits, or {@link #NO_NUMBER}. A decimal mark of 0 allows none. */
    static int digits(byte[] bytes, int start, int end, byte decimalMark) {
        int i = start;
        if (i < end && bytes[i] == '-') {
            i++;
        }
        int digits = end - i;
        boolean marked = decimalMark == 0;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                continue;
            }
            if (marked || bytes[i] != decimalMark) {
                return NO_NUMBER;
            }
            marked = true;
            digits--;
        }
        return digits == 0 ? NO_NUMBER : digits;
    }

    /**
     * The number of digits of an EDIFACT number (ISO 9735, clause 9), or {@link #NO_NUMBER}. Point and comma are both decimal
     * marks, whatever UNA says: syntax version 4 gave UNA's up, and partners of earlier versions never kept to it. Digits
     * must stand on both sides of the mark.
     */
    static int edifactDigits(byte[] bytes, int start, int end) {
        int i = start;
        if (i < end && bytes[i] == '-') {
            i++;
        }
        int first = i;
        int mark = -1;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                continue;
            }
            if (mark >= 0 || (bytes[i] != '.' && bytes[i] != ',')) {
                return NO_NUMBER;
            }
            mark = i;
        }
        if (first == end || mark == first || mark == end - 1) {
            return NO_NUMBER;
        }
        return end - first - (mark < 0 ? 0 : 1);
    }

    /** CCYYMMDD or YYMMDD, and a day that exists; of a year in two digits, 29 February always might. */
    static boolean isDate(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length != 8 && length != 6) {
            return false;
        }
        int year = length == 8 ? number(bytes, start, start + 4) : 0;
        int month = number(bytes, end - 4, end - 2);
        int day = number(bytes, end - 2, end);
        boolean yearIsDigits = length == 8 ? year >= 0 : number(bytes, start, start + 2) >= 0;
        if (!yearIsDigits || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) {
            return false;
        }
        return month != 2 || day != 29 || isLeap(year);
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
    static boolean isTime(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length != 4 && (length < 6 || length > 8)) {
            return false;
        }
        int hour = number(bytes, start, start + 2);
        int minute = number(bytes, start + 2, start + 4);
        int second = length == 4 ? 0 : number(bytes, start + 4, start + 6);
        boolean fraction = length <= 6 || number(bytes, start + 6, end) >= 0;
        return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && fraction;
    }

    /** Unsigned digits, or -1. */
    private static int number(byte[] bytes, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** One or two digits and an E, such as 33E. */
    static boolean isAddedByGs1(byte[] bytes, int start, int end) {
        int length = end - start;
        return (length == 2 || length == 3) && bytes[end - 1] == 'E' && number(bytes, start, end - 1) != NO_NUMBER;
    }
}
