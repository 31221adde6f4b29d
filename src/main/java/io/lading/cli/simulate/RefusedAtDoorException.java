package io.lading.cli.simulate;

import java.io.IOException;

/** The hub answered, and did not take what was sent. */
public final class RefusedAtDoorException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedAtDoorException(String answer) {
        super(answer);
    }
}
