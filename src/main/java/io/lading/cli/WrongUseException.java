package io.lading.cli;

/** The command cannot be carried out as it was given; the message says what to change. */
final class WrongUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUseException(String message) {
        super(message);
    }
}
