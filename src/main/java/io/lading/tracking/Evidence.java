package io.lading.tracking;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a submission beside its content: the message as it came over the wire, and the receipt given for it.
 * Durable in the same commit, so that a repeat can be answered with the same receipt from then on.
 *
 * @param headers of the message as it came
 * @param wire its exact bytes
 * @param receipt absent where the sender asked for none
 */
public record Evidence(
        String headers, Source wire, @Nullable GivenReceipt receipt) {

    /** Bytes that can be read again. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /**
     * A receipt.
     *
     * @param messageId its own id
     * @param disposition what it says, in its own words
     * @param url where it is to be sent later; absent where it goes back in the answer
     */
    public record GivenReceipt(
            String messageId,
            String disposition,
            String headers,
            byte[] body,
            @Nullable String url) {}
}
