package io.lading.transport.as2;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a message turned out to be.
 *
 * @param attachments what came beside the payload (RFC 6362)
 * @param mic what the receipt says
 * @param signer the certificate that signed it, of those held for the partner
 */
record OpenedMessage(
        Payload payload,
        List<Payload> attachments,
        Mic mic,
        Optional<X509Certificate> signer,
        Optional<DigestAlgorithm> signedWith,
        Optional<ContentCipher> encryptedWith,
        boolean compressed) {

    /**
     * A document inside a message.
     *
     * @param fileName as the sender calls it; for display, never a path
     */
    public record Payload(Content content, String mediaType, Optional<String> fileName) {}

    /** {@code signed (sha256), encrypted (aes256), compressed}. */
    public String protection() {
        String signed =
                signedWith.map(digest -> "signed (" + digest.word() + ")").orElse("not signed");
        String encrypted =
                encryptedWith.map(cipher -> "encrypted (" + cipher.word() + ")").orElse("not encrypted");
        return signed + ", " + encrypted + (compressed ? ", compressed" : "");
    }
}
