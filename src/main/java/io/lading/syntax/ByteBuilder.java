package io.lading.syntax;

import java.util.Arrays;

/** Bytes that grow while an interchange is written. Hot path: one bounds check a byte. Single-threaded. */
public final class ByteBuilder {
    private byte[] bytes = new byte[4096];
    private int length;

    public int length() {
        return length;
    }

    public void append(byte b) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = b;
    }

    public void append(byte[] source, int from, int to) {
        if (bytes.length - length < to - from) {
            grow(to - from);
        }
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    /** ASCII text without any check. */
    public void appendAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append((byte) text.charAt(i));
        }
    }

    /** Takes back what was written after {@code newLength}. */
    public void cut(int newLength) {
        length = newLength;
    }

    /** Puts {@code now} wherever {@code before} stands, from an index on. */
    public void replace(int from, byte before, byte now) {
        for (int i = from; i < length; i++) {
            if (bytes[i] == before) {
                bytes[i] = now;
            }
        }
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
    }
}
