package io.lading.transport.as2;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** A message integrity check: the digest that sender and receiver compare (RFC 4130 §7.3.1). */
record Mic(DigestAlgorithm algorithm, byte[] digest) {

    static Mic of(DigestAlgorithm algorithm, Content content) throws IOException {
        MessageDigest digest = algorithm.begin();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = content.open()) {
            for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
        }
        return new Mic(algorithm, digest.digest());
    }

    /** Reads {@code 7v7F...=, sha-256}. */
    public static Optional<Mic> parse(String text) {
        int comma = text.lastIndexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        try {
            byte[] digest = Base64.getDecoder().decode(text.substring(0, comma).strip());
            return DigestAlgorithm.parse(text.substring(comma + 1)).map(algorithm -> new Mic(algorithm, digest));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean equalTo(Mic other) {
        return algorithm == other.algorithm && MessageDigest.isEqual(digest, other.digest);
    }

    /** As Received-content-MIC writes it. */
    public String text() {
        return Base64.getEncoder().encodeToString(digest) + ", " + algorithm.mimeName();
    }
}
