package io.lading.mapping.binding;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as they stand in EDI. Hot path: nothing but the result is allocated. */
final class Numbers {
    private static final int LONG_DIGITS = 18;

    private Numbers() {}

    /** X12 types R and Nn, EDIFACT n: digits with at most one sign before and one decimal mark; null if it is none. */
    static @Nullable BigDecimal decimal(byte[] bytes, int start, int end, byte mark) {
        int at = start;
        boolean negative = at < end && bytes[at] == '-';
        if (negative || (at < end && bytes[at] == '+')) {
            at++;
        }
        long number = 0;
        int digits = 0;
        int decimals = -1;
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b >= '0' && b <= '9') {
                number = number * 10 + (b - '0');
                digits++;
                if (decimals >= 0) {
                    decimals++;
                }
            } else if ((b == '.' || b == mark) && decimals < 0) {
                decimals = 0;
            } else {
                return null;
            }
        }
        if (digits == 0) {
            return null;
        }
        if (digits > LONG_DIGITS) {
            return longDecimal(bytes, start, end);
        }
        return BigDecimal.valueOf(negative ? -number : number, Math.max(decimals, 0));
    }

    private static BigDecimal longDecimal(byte[] bytes, int start, int end) {
        char[] text = new char[end - start];
        for (int i = 0; i < text.length; i++) {
            byte b = bytes[start + i];
            boolean plain = (b >= '0' && b <= '9') || b == '-' || b == '+';
            text[i] = plain ? (char) b : '.';
        }
        return new BigDecimal(text);
    }

    /** The number that the digits spell, or -1 if one of them is no digit. */
    static int digits(byte[] bytes, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
