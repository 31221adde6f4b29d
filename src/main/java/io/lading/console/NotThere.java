package io.lading.console;

/** The page asked for shows something that does not exist. */
final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotThere(String what) {
        super("There is no " + what + ".");
    }
}
