package io.lading.transport.spool;

import java.io.IOException;

/** There is no room for more at present; the sender's bytes are not at fault. */
public final class SpoolFull extends IOException {
    private static final long serialVersionUID = 1;

    SpoolFull(String message) {
        super(message);
    }
}
