package io.lading.cli.simulate;

import java.io.IOException;

/** One connection as the partner sees it. Sending is used by one thread at a time, looking by another. */
interface Side extends AutoCloseable {

    /** Sends to the hub and says in words how that ended; throws if it did not. */
    default String send(Letter letter) throws IOException {
        throw new IOException("This connection only takes.");
    }

    /** Sends the same again after the first; throws if either did not get there or was answered as it must not be. */
    default String sendTwice(Letter letter) throws IOException {
        return send(letter) + "; again: " + send(letter);
    }

    /** Looks for what the hub has left to be fetched; called from time to time. */
    default void look() throws IOException {}

    @Override
    default void close() throws IOException {}
}
