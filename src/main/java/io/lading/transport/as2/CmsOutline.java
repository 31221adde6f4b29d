package io.lading.transport.as2;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tags and lengths of a CMS content before anything else reads it: how deep it nests, whether lengths are true,
 * and how much of it is not the content proper. That part is later read whole into memory, only the content as a stream.
 * Used once.
 */
final class CmsOutline {
    private static final int MOST_DEPTH = 40;
    /** Certificates of many recipients, keys, attributes. */
    private static final long MOST_BESIDE_CONTENT = 256 * 1024;

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int OCTETS = 0x04;
    private static final int OCTETS_IN_PIECES = 0x24;
    private static final int CONTENT = 0x80;
    private static final int CONTENT_IN_PIECES = 0xA0;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1F;
    private static final int INDEFINITE = 0x80;

    /** id-ct-compressedData (RFC 3274), the only kind whose content does not follow a set of recipients. */
    private static final byte[] COMPRESSED_DATA = {
        0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x09
    };

    private final InputStream in;
    private final long size;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long place;
    private long besideContent;
    private boolean contentMayCome;
    /** How many frames are open around the content; 0 before it began. */
    private int contentDepth;

    /** @param end where it ends; -1 if an end mark says so */
    private record Frame(int tag, long end) {}

    private CmsOutline(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    static void check(Content content) throws IOException, RefusedException {
        try (InputStream in = new BufferedInputStream(content.open())) {
            new CmsOutline(in, content.size()).walk();
        }
    }

    private void walk() throws IOException, RefusedException {
        do {
            element();
            while (!frames.isEmpty() && frames.peek().end() == place) {
                close();
            }
        } while (!frames.isEmpty());
    }

    private void element() throws IOException, RefusedException {
        long began = place;
        int tag = next();
        if ((tag & LONG_TAG) == LONG_TAG) {
            skipLongTag();
        }
        long length = length(tag);
        Frame around = frames.peek();
        if (tag == 0 && length == 0 && around != null && around.end() < 0) {
            close();
            return;
        }
        long end = length < 0 ? -1 : place + length;
        if (end > size || (around != null && around.end() >= 0 && end > around.end())) {
            throw refused("announces more bytes than there are");
        }
        if ((tag & CONSTRUCTED) != 0) {
            count(place - began);
            open(new Frame(tag, end));
            return;
        }
        if (isContent(tag, around)) {
            contentDepth = contentDepth == 0 ? sequencesAround() : contentDepth;
            skip(length);
            return;
        }
        count(place - began + length);
        if (tag == OBJECT_IDENTIFIER && frames.size() == 1 && length == COMPRESSED_DATA.length) {
            contentMayCome = Arrays.equals(read((int) length), COMPRESSED_DATA);
            return;
        }
        skip(length);
    }

    private boolean isContent(int tag, @Nullable Frame around) {
        if (!contentMayCome || around == null) {
            return false;
        }
        boolean piece = tag == OCTETS && (around.tag() == CONTENT_IN_PIECES || around.tag() == OCTETS_IN_PIECES);
        return piece || (tag == CONTENT && around.tag() == SEQUENCE);
    }

    /** Up to the innermost sequence, which holds the content and its algorithm. */
    private int sequencesAround() {
        int inside = 0;
        for (Frame frame : frames) {
            if (frame.tag() == SEQUENCE) {
                break;
            }
            inside++;
        }
        return frames.size() - inside;
    }

    private void open(Frame frame) throws RefusedException {
        if (frames.size() == MOST_DEPTH) {
            throw refused("nests more than " + MOST_DEPTH + " deep");
        }
        frames.push(frame);
    }

    private void close() {
        Frame closed = frames.pop();
        boolean recipients = closed.tag() == SET && frames.size() == 3;
        if (recipients && contentDepth == 0) {
            contentMayCome = true;
        }
        if (contentDepth > 0 && frames.size() < contentDepth) {
            contentMayCome = false;
        }
    }

    private void count(long bytes) throws RefusedException {
        besideContent += bytes;
        if (besideContent > MOST_BESIDE_CONTENT) {
            throw refused("has more than " + MOST_BESIDE_CONTENT + " bytes beside its content");
        }
    }

    private void skipLongTag() throws IOException, RefusedException {
        for (int i = 0; i < 4; i++) {
            if ((next() & 0x80) == 0) {
                return;
            }
        }
        throw refused("has a tag beyond all numbers");
    }

    /** -1 where an end mark follows. */
    private long length(int tag) throws IOException, RefusedException {
        int first = next();
        if (first < INDEFINITE) {
            return first;
        }
        if (first == INDEFINITE) {
            if ((tag & CONSTRUCTED) == 0) {
                throw refused("has a simple value without length");
            }
            return -1;
        }
        long length = 0;
        for (int i = first & 0x7F; i > 0; i--) {
            if (length > size) {
                throw refused("announces more bytes than there are");
            }
            length = length << Byte.SIZE | next();
        }
        return length;
    }

    private int next() throws IOException, RefusedException {
        int next = in.read();
        if (next < 0) {
            throw refused("ends in the middle");
        }
        place++;
        return next;
    }

    private byte[] read(int length) throws IOException {
        place += length;
        return in.readNBytes(length);
    }

    private void skip(long length) throws IOException {
        in.skipNBytes(length);
        place += length;
    }

    private static RefusedException refused(String how) {
        return new RefusedException(Reason.UNREADABLE, "The CMS structure " + how + ".");
    }
}
