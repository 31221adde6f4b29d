package io.lading.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Certificates and private keys in PEM form (RFC 7468). */
public final class Pem {
    /** What a message says was expected of a key. */
    public static final String KEY_EXPECTED =
            "a private key (RSA, elliptic curve or Ed25519) in PEM form that begins with -----BEGIN PRIVATE KEY-----;"
                    + " 'openssl pkcs8 -topk8 -nodes -in KEY' makes that of other forms";

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private Pem() {}

    /** All certificates in the text, in its order; at least one. */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        List<X509Certificate> out = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Matcher block = CERTIFICATE.matcher(text); block.find(); ) {
            byte[] bytes = block.group().getBytes(StandardCharsets.US_ASCII);
            out.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
        if (out.isEmpty()) {
            throw new GeneralSecurityException("expected a line -----BEGIN CERTIFICATE-----.");
        }
        return List.copyOf(out);
    }

    /** The first private key in the text, if that is not encrypted. */
    public static Optional<PrivateKey> privateKey(String text) {
        return privateKey(text, new char[0]);
    }

    /**
     * The first private key in the text, in PKCS #8 form as {@code openssl genpkey} and {@code openssl pkcs8} write it, or in
     * the older form of RSA and elliptic curves.
     *
     * @param password of an encrypted one; ignored where it is plain
     * @return nothing if there is no key, or the password is wrong
     */
    public static Optional<PrivateKey> privateKey(String text, char[] password) {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                Optional<PrivateKeyInfo> info = info(object, password);
                if (info.isPresent()) {
                    return key(info.get().getEncoded());
                }
            }
            return Optional.empty();
        } catch (IOException | PKCSException | OperatorCreationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKeyInfo> info(Object object, char[] password)
            throws PKCSException, OperatorCreationException {
        if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return Optional.of(encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(password)));
        }
        if (object instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        return object instanceof PrivateKeyInfo plain ? Optional.of(plain) : Optional.empty();
    }

    private static Optional<PrivateKey> key(byte[] der) {
        return Stream.of("RSA", "EC", "Ed25519")
                .flatMap(algorithm -> key(der, algorithm).stream())
                .findFirst();
    }

    private static Optional<PrivateKey> key(byte[] der, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
