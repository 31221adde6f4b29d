package io.lading.transport.as2;

import java.io.IOException;

/** Our own disk refused: no fault of the message's, and nothing the sender may be told about it. */
final class SpoolException extends IOException {
    SpoolException(IOException cause) {
        super("Temporary files cannot be written: " + cause.getMessage(), cause);
    }
}
