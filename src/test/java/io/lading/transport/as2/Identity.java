package io.lading.transport.as2;

import io.lading.transport.as2.MessageComposer.Encryption;
import io.lading.transport.as2.MessageComposer.Signing;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key and a certificate of its own making, as partners exchange them. */
public record Identity(String name, X509Certificate certificate, PrivateKey key) {
    public static final Identity ACME = make("acme");
    public static final Identity GLOBEX = make("globex");

    public static Identity make(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            X500Principal subject = new X500Principal("CN=" + name);
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.valueOf(now.toEpochMilli())
                            .shiftLeft(16)
                            .add(BigInteger.valueOf(pair.hashCode() & 0xFFFF)),
                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(365, ChronoUnit.DAYS)),
                    subject,
                    pair.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
            return new Identity(name, certificate, pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    Signing signing(DigestAlgorithm digest) {
        return new Signing(digest, certificate, key);
    }

    Encryption encryption(ContentCipher cipher) {
        return new Encryption(cipher, certificate);
    }

    CmsEncryption.Opener opener() {
        return new CmsEncryption.Opener(certificate, key);
    }

    public Path writeCertificate(Path folder) throws IOException {
        return write(folder.resolve(name + ".pem"), "CERTIFICATE", encoded());
    }

    public Path writeKey(Path folder) throws IOException {
        return write(folder.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded());
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String kind, byte[] der) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
        return Files.writeString(file, text);
    }
}
