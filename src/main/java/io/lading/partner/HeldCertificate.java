package io.lading.partner;

import io.lading.yaml.Place;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate and what it is for and when.
 *
 * @param key the private key, of our own certificates only; never printed, never given out
 * @param from when its use begins: its own beginning or a later switch date
 * @param until when its use ends: its own end or an earlier date
 */
public record HeldCertificate(
        X509Certificate certificate,
        Optional<PrivateKey> key,
        Set<Use> uses,
        Instant from,
        Instant until,
        Place place) {

    /** What a certificate may be used for, from our side. */
    public enum Use {
        /** Own: to sign with. */
        SIGN,
        /** Own: to open what was encrypted for us. */
        DECRYPT,
        /** A partner's: to check signatures by. */
        VERIFY,
        /** A partner's: to encrypt for. */
        ENCRYPT;

        /** As files write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HeldCertificate {
        uses = Set.copyOf(uses);
    }

    boolean serves(Use use, Instant at) {
        return uses.contains(use) && !at.isBefore(from) && at.isBefore(until);
    }

    /** The holder's name and number, for messages: {@code CN=globex (serial 1f3a)}. */
    public String label() {
        return certificate.getSubjectX500Principal().getName() + " (serial "
                + certificate.getSerialNumber().toString(16) + ")";
    }

    /** Without the key. */
    @Override
    public String toString() {
        return label() + " from " + from + " until " + until + " for " + uses;
    }
}
