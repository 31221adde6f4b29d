package io.lading.partner;

import io.lading.security.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a partner comes in over HTTP.
 *
 * @param path below {@code /in/}; absent where it posts to {@code /api/v1/interchanges}
 * @param certificates SHA-256 fingerprints, in hexadecimal, of the client certificates that name the connection
 * @param signature the secrets one of which must have signed each body; empty where none has to
 * @param respond what it gets in the same exchange; absent for a receipt
 */
public record HttpEntry(
        Optional<String> path, List<String> certificates, List<Secret> signature, Optional<Respond> respond) {

    public HttpEntry {
        certificates = List.copyOf(certificates);
        signature = List.copyOf(signature);
    }

    /** What a request is answered with. */
    public enum Content {
        ACKNOWLEDGEMENT,
        DOCUMENT
    }

    /** @param within after it, the sender gets a receipt, and the answer goes the usual way */
    public record Respond(Content content, Duration within) {}
}
