package io.lading.partner;

import io.lading.security.Secret;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a partner that posts to us must show beside its token, and what it gets for an answer.
 *
 * @param basicUser the user name with which its client may show the token as a password (RFC 7617), if that is agreed
 * @param certificates of its client, one of which it must show if there are any; no authority vouches for them
 * @param hmac the secret by which it signs each body
 * @param within how long an answer that says more than that the bytes are durable is waited for
 */
public record HttpEntry(
        Optional<String> basicUser,
        List<X509Certificate> certificates,
        Optional<Secret> hmac,
        Respond respond,
        Duration within) {

    public HttpEntry {
        certificates = List.copyOf(certificates);
    }

    /** What the answer of a POST carries. */
    public enum Respond {
        /** That the bytes are durable, and where the result will be. */
        RECEIPT("receipt"),
        /** What was found in it, as JSON. */
        RESULT("result"),
        /** The TA1, 997, 999 or CONTRL themselves. */
        ACKNOWLEDGEMENT("acknowledgement"),
        /** A cXML Response. */
        CXML("cxml");

        private final String word;

        Respond(String word) {
            this.word = word;
        }

        /** As files write it. */
        public String word() {
            return word;
        }
    }

    /** True if the very certificate is known and in its time. */
    public boolean knows(X509Certificate shown, Instant now) {
        return certificates.contains(shown)
                && !now.isBefore(shown.getNotBefore().toInstant())
                && !now.isAfter(shown.getNotAfter().toInstant());
    }
}
