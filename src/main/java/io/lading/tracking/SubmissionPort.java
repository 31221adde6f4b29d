package io.lading.tracking;

import java.io.IOException;
import java.io.InputStream;

/** Hands a submission to the receive hop; returns only when bytes and rows are durable. */
public interface SubmissionPort {

    /**
     * Called by a door before it takes the first byte of anything, and again while a long one comes. A submission asks
     * too, so that this is for saving work and room.
     *
     * @throws IntakeClosed if nothing is taken in at present
     */
    void requireOpen();

    /** @throws RecordFailure if it could not be made durable; the sender must not be told that it was received */
    Receipt submit(Reception reception);

    /**
     * The same for a body too large to hold, which is stored as it is read.
     *
     * @param facts with the first bytes as its body, to tell what it is; they come again in the stream
     * @throws IOException if the body breaks off; nothing of it is kept
     */
    Receipt submit(Reception facts, InputStream body) throws IOException;
}
