package io.lading.syntax;

import java.nio.charset.Charset;
import java.util.Arrays;

/** Bytes that grow while an interchange is written. Hot path: one bounds check a byte. Single-threaded. */
public final class ByteBuilder {
    private static final int LARGE = 1 << 20;

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

    /** As {@link #toByteArray}, read as text, without a copy between. */
    public String text(Charset charset) {
        return new String(bytes, 0, length, charset);
    }

    /** Twice as much, and half as much again once that would be a lot. */
    private void grow(int more) {
        int next = bytes.length < LARGE ? bytes.length * 2 : bytes.length + (bytes.length >> 1);
        bytes = Arrays.copyOf(bytes, Math.max(next, Math.addExact(length, more)));
    }
}
