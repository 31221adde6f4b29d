package io.lading.security;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads private keys in PKCS #8 form, plain or encrypted, as {@code openssl genpkey} and {@code openssl pkcs8} write them. */
public final class PrivateKeys {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private PrivateKeys() {}

    /**
     * A key of PEM text.
     *
     * @param password of an encrypted one; ignored where it is plain
     * @return nothing if it is no such key, or the password is wrong
     */
    public static Optional<PrivateKey> read(String pem, char[] password) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object object = parser.readObject();
            if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                return key(encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(PROVIDER)
                        .build(password)));
            }
            return object instanceof PrivateKeyInfo plain ? key(plain) : Optional.empty();
        } catch (IOException | PKCSException | OperatorCreationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> key(PrivateKeyInfo info) throws IOException {
        byte[] der = info.getEncoded();
        return Stream.of("RSA", "EC")
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
