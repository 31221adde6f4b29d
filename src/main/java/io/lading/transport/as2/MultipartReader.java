package io.lading.transport.as2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the parts of a multipart body as stretches of its bytes (RFC 2046 §5.1.1), in one pass and without holding them.
 * Used once.
 */
final class MultipartReader {
    static final int MOST_PARTS = 100;
    private static final int LONGEST_BOUNDARY = 200;
    private static final int LONGEST_TAIL = 100;

    private final Content body;
    private final byte[] delimiter;
    private final List<Content> parts = new ArrayList<>();
    private final StringBuilder tail = new StringBuilder();
    /** Where the current part begins, or -1 before the first. */
    private long partAt = -1;
    /** Where the line that may be a delimiter begins, its line break not counted. */
    private long lineAt;
    /** How long the line break before it was. */
    private int breakLength;
    /** How much of the delimiter matched at the beginning of this line; -1 if it does not. */
    private int matched;

    private boolean closed;

    private MultipartReader(Content body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /** The parts, each with headers and body. */
    static List<Content> parts(MimeEntity entity) throws IOException, RefusedException {
        String boundary = entity.type().parameter("boundary").orElse("");
        boolean usable = !boundary.isEmpty()
                && boundary.length() <= LONGEST_BOUNDARY
                && boundary.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        if (!usable) {
            throw new RefusedException(Reason.UNREADABLE, "The multipart has no usable boundary.");
        }
        return new MultipartReader(entity.body(), boundary).read();
    }

    private List<Content> read() throws IOException, RefusedException {
        byte[] buffer = new byte[1 << 16];
        long at = 0;
        int last = 0;
        try (InputStream in = body.open()) {
            for (int got = in.read(buffer); got > 0 && !closed; got = in.read(buffer)) {
                for (int i = 0; i < got && !closed; i++, at++) {
                    byte b = buffer[i];
                    if (b == '\n') {
                        endLine(at + 1);
                        breakLength = last == '\r' ? 2 : 1;
                    } else if (matched >= 0) {
                        match(b);
                    }
                    last = b;
                }
            }
        }
        if (!closed) {
            endLine(body.size());
        }
        if (!closed) {
            throw new RefusedException(Reason.UNREADABLE, "The multipart ends without its closing boundary.");
        }
        return parts;
    }

    private void match(byte b) {
        if (matched < delimiter.length) {
            matched = b == delimiter[matched] ? matched + 1 : -1;
        } else if (tail.length() < LONGEST_TAIL) {
            tail.append((char) (b & 0xFF));
        }
    }

    private void endLine(long next) throws RefusedException {
        if (matched == delimiter.length) {
            String rest = tail.toString().strip();
            if (rest.isEmpty() || rest.equals("--")) {
                endPart(next);
                closed = rest.equals("--");
            }
        }
        matched = 0;
        tail.setLength(0);
        lineAt = next;
    }

    private void endPart(long next) throws RefusedException {
        if (partAt >= 0) {
            parts.add(body.slice(partAt, Math.max(partAt, lineAt - breakLength)));
        }
        if (parts.size() > MOST_PARTS) {
            throw new RefusedException(Reason.UNREADABLE, "The multipart has more than " + MOST_PARTS + " parts.");
        }
        partAt = next;
    }
}
