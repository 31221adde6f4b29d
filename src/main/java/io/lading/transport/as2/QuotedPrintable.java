package io.lading.transport.as2;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decodes quoted-printable (RFC 2045 §6.7). */
final class QuotedPrintable extends FilterInputStream {

    QuotedPrintable(InputStream in) {
        super(new java.io.BufferedInputStream(in));
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next != '=') {
            return next;
        }
        int high = super.read();
        if (high == '\r') {
            high = super.read();
        }
        if (high == '\n') {
            return read(); // a soft line break stands for nothing
        }
        int low = super.read();
        int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        if (value < 0) {
            throw new IOException("An equals sign is followed by no two hexadecimal digits");
        }
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        while (out.size() < length) {
            int next = read();
            if (next < 0) {
                break;
            }
            out.write(next);
        }
        System.arraycopy(out.toByteArray(), 0, into, offset, out.size());
        return out.size() == 0 && length > 0 ? -1 : out.size();
    }
}
