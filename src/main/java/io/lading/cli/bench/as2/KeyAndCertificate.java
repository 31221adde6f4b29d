package io.lading.cli.bench.as2;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A hub's RSA-2048 key and the certificate over it, signed by itself, as files that partner files name. */
record KeyAndCertificate(byte[] key, byte[] certificate) {
    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 64;
    private static final Duration VALID = Duration.ofDays(2);

    static KeyAndCertificate make(String name, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            X500Principal subject = new X500Principal("CN=" + name);
            byte[] certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(SERIAL_BITS, new SecureRandom()),
                            Date.from(now.minus(VALID)),
                            Date.from(now.plus(VALID)),
                            subject,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
                    .getEncoded();
            return new KeyAndCertificate(pair.getPrivate().getEncoded(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("This Java cannot make an RSA key and certificate: " + e.getMessage(), e);
        }
    }

    void writeKey(Path file) throws IOException {
        write(file, "PRIVATE KEY", key);
    }

    void writeCertificate(Path file) throws IOException {
        write(file, "CERTIFICATE", certificate);
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String text = "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
        Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
