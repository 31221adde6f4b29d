package io.lading.syntax;

import java.util.HashSet;
import java.util.Set;

/**
 * Remembers control numbers to find those used twice. Numbers in ascending order, as nearly all are, take no memory; of
 * others a fixed number is remembered, so that an interchange of any size is read in constant memory.
 */
public final class ControlNumbers {
    private static final int MOST_REMEMBERED = 100_000;

    private final Set<String> others = new HashSet<>();
    private long first = -1;
    private long last = -1;

    /** @return false if the number was there before; numbers count as equal whatever their leading zeros */
    public boolean add(String controlNumber) {
        long value = value(controlNumber);
        if (value < 0) {
            return remember(controlNumber);
        }
        if (first < 0) {
            first = value;
            last = value;
            return true;
        }
        if (value >= first && value <= last) {
            return false;
        }
        String plain = Long.toString(value);
        if (value == last + 1) {
            last = value;
            return others.isEmpty() || !others.remove(plain);
        }
        return remember(plain);
    }

    private boolean remember(String controlNumber) {
        if (others.size() >= MOST_REMEMBERED) {
            return !others.contains(controlNumber);
        }
        return others.add(controlNumber);
    }

    public void clear() {
        others.clear();
        first = -1;
        last = -1;
    }

    /** The number, or -1 if it is none of at most 15 digits. */
    public static long value(String digits) {
        if (digits.isEmpty() || digits.length() > 15) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
