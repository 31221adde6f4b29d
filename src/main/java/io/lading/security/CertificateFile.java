package io.lading.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads certificates as partners send them: PEM, DER, P7B and P12. */
public final class CertificateFile {
    private CertificateFile() {}

    /** A certificate, and its private key if the file holds that too. */
    public record Entry(X509Certificate certificate, Optional<PrivateKey> key) {}

    /** True if the file is a P12 store, by its name. */
    public static boolean isStore(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".p12") || lower.endsWith(".pfx");
    }

    /** All certificates of a file, in its order. */
    public static List<Entry> read(String name, byte[] bytes, char[] password)
            throws GeneralSecurityException, IOException {
        return isStore(name) ? fromStore(bytes, password) : fromCertificates(bytes);
    }

    private static List<Entry> fromCertificates(byte[] bytes) throws GeneralSecurityException {
        List<Entry> all = new ArrayList<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            if (certificate instanceof X509Certificate x509) {
                all.add(new Entry(x509, Optional.empty()));
            }
        }
        return all;
    }

    private static List<Entry> fromStore(byte[] bytes, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password);
        List<Entry> all = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
                all.add(new Entry(
                        certificate, key instanceof PrivateKey secret ? Optional.of(secret) : Optional.empty()));
            }
        }
        return all;
    }

    /** Of several, the one that none of the others was issued by: chains come in any order. */
    public static Optional<Entry> leaf(List<Entry> all) {
        return all.stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> !other.equals(one)
                                && other.certificate()
                                        .getIssuerX500Principal()
                                        .equals(one.certificate().getSubjectX500Principal())))
                .findFirst();
    }

    /** SHA-256 in hexadecimal pairs, as {@code openssl x509 -fingerprint -sha256} prints it. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was read can be encoded.", e);
        }
    }
}
