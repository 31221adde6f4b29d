package io.lading.transport;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body breaks off with {@link LimitedStream.TooLarge} when it is longer than allowed, and which remembers
 * how its body ended. For one thread.
 */
public final class LimitedRequest extends HttpServletRequestWrapper {
    private static final int REMEMBERED = 256;

    private final long mostBytes;
    private final byte[] last = new byte[REMEMBERED];
    private long count;
    private @Nullable ServletInputStream body;

    public LimitedRequest(HttpServletRequest request, long mostBytes) {
        super(request);
        this.mostBytes = mostBytes;
    }

    /** Reads to the body's end; gives its last characters. */
    public String tailAtEnd() throws IOException {
        byte[] rest = new byte[8192];
        ServletInputStream in = getInputStream();
        int read = 0;
        while (read >= 0) {
            read = in.read(rest, 0, rest.length); // remembered as it passes
        }
        StringBuilder tail = new StringBuilder();
        for (long at = Math.max(0, count - REMEMBERED); at < count; at++) {
            tail.append((char) (last[(int) (at % REMEMBERED)] & 0xFF));
        }
        return tail.toString();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            ServletInputStream given = super.getInputStream();
            known = new Watched(given, new LimitedStream(given, mostBytes));
            body = known;
        }
        return known;
    }

    private void remember(byte[] bytes, int offset, int length) {
        int from = Math.max(0, length - REMEMBERED);
        for (int i = from; i < length; i++) {
            last[(int) ((count + i) % REMEMBERED)] = bytes[offset + i];
        }
        count += length;
    }

    private final class Watched extends ServletInputStream {
        private final ServletInputStream given;
        private final LimitedStream limited;

        Watched(ServletInputStream given, LimitedStream limited) {
            this.given = given;
            this.limited = limited;
        }

        @Override
        public boolean isFinished() {
            return given.isFinished();
        }

        @Override
        public boolean isReady() {
            return given.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            given.setReadListener(listener);
        }

        @Override
        public int read() throws IOException {
            int found = limited.read();
            if (found >= 0) {
                remember(new byte[] {(byte) found}, 0, 1);
            }
            return found;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int found = limited.read(into, offset, length);
            if (found > 0) {
                remember(into, offset, found);
            }
            return found;
        }
    }
}
