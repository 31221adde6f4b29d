package io.lading.cli;

/** The command cannot be carried out as it was given; the message says what to change. */
public final class WrongUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongUseException(String message) {
        super(message);
    }
}
