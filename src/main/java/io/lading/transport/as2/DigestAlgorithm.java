package io.lading.transport.as2;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;

/** The digests of signatures and MICs. MD5 is not among them. */
enum DigestAlgorithm {
    SHA1("SHA-1", "sha1", OIWObjectIdentifiers.idSHA1),
    SHA256("SHA-256", "sha-256", NISTObjectIdentifiers.id_sha256),
    SHA384("SHA-384", "sha-384", NISTObjectIdentifiers.id_sha384),
    SHA512("SHA-512", "sha-512", NISTObjectIdentifiers.id_sha512);

    private final String javaName;
    private final String mimeName;
    /** Dotted. */
    private final String identifier;

    DigestAlgorithm(String javaName, String mimeName, ASN1ObjectIdentifier identifier) {
        this.javaName = javaName;
        this.mimeName = mimeName;
        this.identifier = identifier.getId();
    }

    /** As partner files write it: {@code sha256}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.of(values()).map(DigestAlgorithm::word).toList();
    }

    /** As micalg and Received-content-MIC write it (RFC 5751 §3.4.3.2; sha1 as RFC 4130 has it). */
    String mimeName() {
        return mimeName;
    }

    ASN1ObjectIdentifier identifier() {
        return new ASN1ObjectIdentifier(identifier);
    }

    /** {@code SHA256withRSA}. */
    String signature(String keyAlgorithm) {
        return name() + "with" + (keyAlgorithm.equals("EC") ? "ECDSA" : keyAlgorithm);
    }

    MessageDigest begin() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + javaName, e);
        }
    }

    /** Reads {@code sha1}, {@code SHA-1}, {@code sha256}, {@code "sha-256"}: partners write it in all ways. */
    public static Optional<DigestAlgorithm> parse(String text) {
        String plain = text.replaceAll("[\"\\s_-]", "").toUpperCase(Locale.ROOT);
        return Stream.of(values()).filter(one -> one.name().equals(plain)).findFirst();
    }

    static Optional<DigestAlgorithm> of(ASN1ObjectIdentifier identifier) {
        return Stream.of(values())
                .filter(one -> one.identifier.equals(identifier.getId()))
                .findFirst();
    }
}
