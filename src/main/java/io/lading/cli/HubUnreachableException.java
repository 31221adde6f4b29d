package io.lading.cli;

/** No hub answers; the message says where one was looked for and how to start one. */
final class HubUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HubUnreachableException(String message) {
        super(message);
    }
}
