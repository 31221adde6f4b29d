package io.lading.routing;

/** The hub does not start, because files it depends on are wrong; the message lists every problem with file and line. */
public final class ConfigurationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationRefusedException(String message) {
        super(message);
    }
}
