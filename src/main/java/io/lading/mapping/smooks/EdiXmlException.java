package io.lading.mapping.smooks;

import org.jspecify.annotations.Nullable;

/** Smooks reads an interchange that has a fault, and can only be told so by an exception; the message is the finding's. */
final class EdiXmlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EdiXmlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
