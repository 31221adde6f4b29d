package io.lading.syntax.x12;

import org.jspecify.annotations.Nullable;

/**
 * An interchange header with line breaks inside it. Some senders pass their files through a program that cuts everything into
 * lines of 80 characters; the header is longer than that, so it tells for the whole interchange.
 */
final class WrappedHeader {
    private final IsaSegment isa;
    /** Where each byte of the joined header stands among those received. */
    private final int[] places;

    private final int end;
    private final int lineWidth;

    private WrappedHeader(IsaSegment isa, int[] places, int end, int lineWidth) {
        this.isa = isa;
        this.places = places;
        this.end = end;
        this.lineWidth = lineWidth;
    }

    /** The header at {@code from}, if it is a perfect one but for line breaks. */
    static @Nullable WrappedHeader at(byte[] bytes, int from, int limit) {
        if (firstBreak(bytes, from, Math.min(limit, from + IsaSegment.LENGTH - 1)) < 0) {
            return null;
        }
        int seen = Math.min(limit, from + IsaSegment.LOOKAHEAD);
        byte[] joined = new byte[seen - from];
        int[] places = new int[seen - from];
        int length = 0;
        for (int i = from; i < seen; i++) {
            if (!isBreak(bytes[i])) {
                places[length] = i;
                joined[length++] = bytes[i];
            }
        }
        if (!IsaSegment.isPerfectAt(joined, length)) {
            return null;
        }
        IsaSegment isa = IsaSegment.at(joined, 0, length);
        int end = endOf(bytes, from, isa.end());
        if (firstBreak(bytes, from, end) < 0) {
            return null; // The break that was seen stands behind it.
        }
        return new WrappedHeader(isa, places, end, lineWidth(bytes, from, end));
    }

    /** The header without its line breaks; its places are in an array of its own, from 0. */
    IsaSegment isa() {
        return isa;
    }

    /** The index, among the bytes as received, of a byte of the header without line breaks. */
    int place(int joined) {
        return places[joined];
    }

    /** The index after the terminator, among the bytes as received. */
    int end() {
        return end;
    }

    /** Characters in each line, provided that the header begins one or holds a whole one. */
    int lineWidth() {
        return lineWidth;
    }

    static boolean isBreak(byte b) {
        return b == '\n' || b == '\r';
    }

    private static int firstBreak(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isBreak(bytes[i])) {
                return i;
            }
        }
        return -1;
    }

    private static int endOf(byte[] bytes, int from, int count) {
        int left = count;
        int p = from;
        while (left > 0) {
            left -= isBreak(bytes[p++]) ? 0 : 1;
        }
        return p;
    }

    /** The length of its second line, if that is whole; else that of the first. */
    private static int lineWidth(byte[] bytes, int from, int to) {
        int first = firstBreak(bytes, from, to);
        int next = first;
        while (next < to && isBreak(bytes[next])) {
            next++;
        }
        int second = firstBreak(bytes, next, to);
        return second < 0 ? first - from : second - next;
    }
}
