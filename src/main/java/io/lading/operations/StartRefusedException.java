package io.lading.operations;

/** The hub cannot start as things are. The message is for the person at the terminal: what is wrong and what to do. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefusedException(String message) {
        super(message);
    }

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
