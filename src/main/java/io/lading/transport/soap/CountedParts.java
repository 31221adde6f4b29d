package io.lading.transport.soap;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request whose multipart body breaks off at its third part: the envelope and one attachment is all there may be.
 * Counted are the delimiters (RFC 2046 §5.1.1) as they pass, whichever part anybody asks for; CXF counts only when it is
 * asked for all of them, which is after the answer. For one thread.
 */
final class CountedParts extends HttpServletRequestWrapper {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 2;

    private @Nullable ServletInputStream body;

    CountedParts(HttpServletRequest request) {
        super(request);
    }

    /** There is one part more than there may be. */
    static final class TooManyParts extends IOException {
        private static final long serialVersionUID = 1L;

        TooManyParts() {
            super("the message has more than one attachment");
        }

        /** Whether this is why something failed. */
        static boolean isCauseOf(@Nullable Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof TooManyParts) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What stands between the parts of a message, if it has parts. */
    static Optional<String> boundary(@Nullable String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        return matcher.find() ? Optional.of(matcher.group(matcher.group(1) == null ? 2 : 1)) : Optional.empty();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            ServletInputStream given = super.getInputStream();
            known = boundary(getContentType())
                    .<ServletInputStream>map(boundary -> new Counting(given, boundary))
                    .orElse(given);
            body = known;
        }
        return known;
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream given;
        private final byte[] delimiter;
        /** How much of the delimiter was seen; its line break counts as seen where the body begins. */
        private int seen = 1;

        private int parts;

        Counting(ServletInputStream given, String boundary) {
            this.given = given;
            this.delimiter = ("\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        }

        private void count(byte found) throws IOException {
            if (seen == delimiter.length) {
                seen = 0;
                if (found != '-' && ++parts > MOST) { // a hyphen follows the last one only
                    throw new TooManyParts();
                }
            }
            if (found == delimiter[seen]) {
                seen++;
            } else {
                seen = found == '\n' ? 1 : 0; // no other place of a delimiter has a line break
            }
        }

        @Override
        public int read() throws IOException {
            int found = given.read();
            if (found >= 0) {
                count((byte) found);
            }
            return found;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int found = given.read(into, offset, length);
            for (int i = 0; i < found; i++) {
                count(into[offset + i]);
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
        }
    }
}
