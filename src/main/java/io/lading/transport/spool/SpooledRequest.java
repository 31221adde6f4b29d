package io.lading.transport.spool;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A request whose body came whole before anybody reads it. For one thread. */
public final class SpooledRequest extends HttpServletRequestWrapper {
    private final SpooledBody.Whole whole;
    private @Nullable ServletInputStream body;

    public SpooledRequest(HttpServletRequest request, SpooledBody.Whole whole) {
        super(request);
        this.whole = whole;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            known = new Spooled(whole.open());
            body = known;
        }
        return known;
    }

    private static final class Spooled extends ServletInputStream {
        private final InputStream given;
        private boolean ended;

        Spooled(InputStream given) {
            this.given = given;
        }

        @Override
        public boolean isFinished() {
            return ended;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("This body is whole; read it as a stream.");
        }

        @Override
        public int read() throws IOException {
            int found = given.read();
            ended = found < 0;
            return found;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int found = given.read(into, offset, length);
            ended = found < 0;
            return found;
        }

        @Override
        public void close() throws IOException {
            given.close();
        }
    }
}
