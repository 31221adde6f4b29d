package io.lading.operations;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose body breaks off when it comes more slowly than allowed, for each slow sender holds a thread. */
final class PacedRequest extends HttpServletRequestWrapper {
    private final long bytesPerSecond;
    private final Runnable broken;
    private @Nullable ServletInputStream body;

    PacedRequest(HttpServletRequest request, long bytesPerSecond, Runnable broken) {
        super(request);
        this.bytesPerSecond = bytesPerSecond;
        this.broken = broken;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            known = new Paced(super.getInputStream());
            body = known;
        }
        return known;
    }

    private final class Paced extends ServletInputStream {
        private final ServletInputStream given;
        private final Pace pace = new Pace(bytesPerSecond);
        /** When the last read ended, where the web server calls when there is more; 0 where the reader waits itself. */
        private long since;

        Paced(ServletInputStream given) {
            this.given = given;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            long begun = since == 0 ? System.nanoTime() : since;
            int found = given.read(into, offset, length);
            long now = System.nanoTime();
            long waited = now - begun; // what we do with the bytes ourselves is not the sender's delay
            since = since == 0 ? 0 : now;
            if (found >= 0 && !pace.keptWith(found, waited)) {
                broken.run();
                throw new IOException("The body came more slowly than " + bytesPerSecond + " bytes a second.");
            }
            return found;
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
            since = System.nanoTime();
        }
    }
}
