package io.lading.transport;

import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.SubmissionPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Hands in a body of unknown size: a small one is held and shares a commit with others, a larger one is stored as it is
 * read. Thread-safe.
 */
public final class Submissions {
    private final SubmissionPort port;
    private final int heldBytes;
    private final long mostBytes;

    /**
     * @param heldBytes up to which a body is held in memory
     * @param mostBytes that one submission may have
     */
    public Submissions(SubmissionPort port, int heldBytes, long mostBytes) {
        this.port = port;
        this.heldBytes = heldBytes;
        this.mostBytes = mostBytes;
    }

    /** Nothing was in the body. */
    public static final class Empty extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Before anything of a body is asked for. */
    public void requireOpen() {
        port.requireOpen();
    }

    public long mostBytes() {
        return mostBytes;
    }

    /**
     * Returns when the body is durable.
     *
     * @param facts everything but the body
     * @throws LimitedStream.TooLarge if there are more bytes than allowed; nothing is kept
     * @throws Empty if there are none
     * @throws IOException if the body breaks off; nothing is kept
     */
    public Receipt take(Reception facts, InputStream given) throws IOException {
        port.requireOpen(); // before the first byte is asked for
        InputStream body = new LimitedStream(new OpenStream(given, port), mostBytes);
        byte[] head = body.readNBytes(heldBytes);
        if (head.length == 0) {
            throw new Empty();
        }
        int next = head.length < heldBytes ? -1 : body.read();
        Reception begun = Reception.of(
                facts.connection(),
                facts.partner(),
                facts.principal(),
                facts.door(),
                facts.key(),
                facts.fileName(),
                facts.remote(),
                facts.mediaType(),
                head);
        if (next < 0) {
            return port.submit(begun);
        }
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) next}), body);
        return port.submit(begun, new SequenceInputStream(new ByteArrayInputStream(head), rest));
    }
}
