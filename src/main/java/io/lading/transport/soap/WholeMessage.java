package io.lading.transport.soap;

import io.lading.transport.LimitedRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/**
 * The payload of a message, whose end is told only when the message itself came to its end: with the closing boundary
 * (RFC 2046 §5.1.1), or with the end of the envelope. CXF asks for neither, and a message that was cut would be taken for
 * a whole one.
 */
final class WholeMessage extends FilterInputStream {
    private static final Pattern ENVELOPE = Pattern.compile("(?s).*</([\\w.-]+:)?Envelope\\s*>\\s*");

    private final Message message;

    WholeMessage(InputStream payload, Message message) {
        super(payload);
        this.message = message;
    }

    @Override
    public int read() throws IOException {
        int found = in.read();
        if (found < 0) {
            checkEnd();
        }
        return found;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int found = in.read(into, offset, length);
        if (found < 0) {
            checkEnd();
        }
        return found;
    }

    private void checkEnd() throws IOException {
        if (!(message.get(AbstractHTTPDestination.HTTP_REQUEST) instanceof LimitedRequest request)) {
            throw new IllegalStateException("The request was not watched.");
        }
        String tail = request.tailAtEnd();
        Optional<String> boundary = CountedParts.boundary((String) message.get(Message.CONTENT_TYPE));
        boolean whole = boundary.isPresent()
                ? tail.stripTrailing().endsWith("--" + boundary.get() + "--")
                : ENVELOPE.matcher(tail.replace("\0", "")).matches(); // UTF-16 has them
        if (!whole) {
            throw new IOException("the message ends before its end");
        }
    }
}
