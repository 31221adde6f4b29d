package io.lading.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM form (RFC 7468). */
public final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    /** All certificates in the text, in its order; at least one. */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        List<X509Certificate> out = new ArrayList<>();
        if (text.contains("-----BEGIN CERTIFICATE-----")) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            for (Certificate found :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                out.add((X509Certificate) found);
            }
        }
        if (out.isEmpty()) {
            throw new GeneralSecurityException("expected a line -----BEGIN CERTIFICATE-----.");
        }
        return List.copyOf(out);
    }

    /** An unencrypted PKCS#8 key: RSA, elliptic curve or Ed25519. */
    public static PrivateKey privateKey(Secret secret) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(secret.reveal());
        if (!matcher.find()) {
            throw new GeneralSecurityException("expected a line -----BEGIN PRIVATE KEY-----; 'openssl pkcs8 -topk8"
                    + " -nocrypt' makes that of other forms.");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        InvalidKeySpecException wrong = new InvalidKeySpecException();
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                wrong = e;
            }
        }
        throw new GeneralSecurityException("the key is none of " + String.join(", ", ALGORITHMS) + ".", wrong);
    }
}
