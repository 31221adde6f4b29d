package io.lading.transport.as2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;

/** What contents are encrypted with. RC2 and single DES are not among them. */
enum ContentCipher {
    /** For old partners only. */
    TRIPLE_DES("3des", CMSAlgorithm.DES_EDE3_CBC, 24),
    AES128("aes128", CMSAlgorithm.AES128_CBC, 16),
    AES192("aes192", CMSAlgorithm.AES192_CBC, 24),
    AES256("aes256", CMSAlgorithm.AES256_CBC, 32),
    AES128_GCM("aes128-gcm", CMSAlgorithm.AES128_GCM, 16),
    AES192_GCM("aes192-gcm", CMSAlgorithm.AES192_GCM, 24),
    AES256_GCM("aes256-gcm", CMSAlgorithm.AES256_GCM, 32);

    private final String word;
    /** Dotted. */
    private final String identifier;

    private final int keyBytes;

    ContentCipher(String word, ASN1ObjectIdentifier identifier, int keyBytes) {
        this.word = word;
        this.identifier = identifier.getId();
        this.keyBytes = keyBytes;
    }

    /** As partner files write it. */
    public String word() {
        return word;
    }

    public static List<String> words() {
        return Stream.of(values()).map(ContentCipher::word).toList();
    }

    public static Optional<ContentCipher> parse(String text) {
        return Stream.of(values()).filter(one -> one.word.equals(text)).findFirst();
    }

    static Optional<ContentCipher> of(ASN1ObjectIdentifier identifier) {
        return Stream.of(values())
                .filter(one -> one.identifier.equals(identifier.getId()))
                .findFirst();
    }

    ASN1ObjectIdentifier identifier() {
        return new ASN1ObjectIdentifier(identifier);
    }

    int keyBytes() {
        return keyBytes;
    }

    /** The content cannot be changed unnoticed even without a signature. */
    boolean authenticates() {
        return this == AES128_GCM || this == AES192_GCM || this == AES256_GCM;
    }
}
