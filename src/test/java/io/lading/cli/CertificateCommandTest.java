package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.CertificateFile;
import io.lading.security.OwnCertificate;
import io.lading.security.Pem;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCommandTest {
    private static final OwnCertificate ENDED = OwnCertificate.make(
            "old", 2048, Instant.parse("2020-01-01T00:00:00Z"), Duration.ofDays(30), new SecureRandom());

    @TempDir
    Path folder;

    @Test
    void makesAKeyThatOnlyItsOwnerMayReadAndACertificateForPartners() throws Exception {
        CommandRun made = CommandRun.of("certificate", "new", "us", "--folder", folder.toString(), "--cn", "Acme AS2");

        assertThat(made.code()).isEqualTo(ExitCode.FINE);
        Path key = folder.resolve("us.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Pem.privateKey(Files.readString(key), new char[0])).isPresent();
        CommandRun shown =
                CommandRun.of("certificate", "show", folder.resolve("us.pem").toString());
        assertThat(shown.code()).isEqualTo(ExitCode.FINE);
        assertThat(shown.out()).contains("subject      CN=Acme AS2", "RSA, 2048 bits", "(729 days)");
        assertThat(made.out()).contains(shown.out().replaceAll("(?s).*fingerprint +(\\S+).*", "$1"));
        assertThat(CommandRun.of("certificate", "new", "us", "--folder", folder.toString())
                        .code())
                .as("a key is never overwritten")
                .isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void saysThatACertificateHasEnded() throws Exception {
        Path file = Files.writeString(folder.resolve("old.pem"), ENDED.certificatePem());

        CommandRun shown = CommandRun.of("certificate", "show", file.toString());

        assertThat(shown.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(shown.out()).contains("trouble      It has ended; ask for a new one.");
    }

    @Test
    void readsWhatPartnersSendInAnyForm() throws Exception {
        Path der = Files.write(folder.resolve("a.cer"), ENDED.certificate().getEncoded());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("k", ENDED.key(), "secret".toCharArray(), new Certificate[] {ENDED.certificate()});
        Path p12 = folder.resolve("a.p12");
        try (var out = Files.newOutputStream(p12)) {
            store.store(out, "secret".toCharArray());
        }

        assertThat(CertificateFile.read(der.toString(), Files.readAllBytes(der), new char[0]))
                .extracting(CertificateFile.Entry::certificate)
                .containsExactly(ENDED.certificate());
        assertThat(CertificateFile.read(p12.toString(), Files.readAllBytes(p12), "secret".toCharArray()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.key()).contains(ENDED.key()));
        Path text = Files.writeString(folder.resolve("a.txt"), "no certificate");
        assertThat(CommandRun.of("certificate", "show", text.toString()).code()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void anEncryptedKeyIsReadWithItsPasswordOnly() throws Exception {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(new JcaPKCS8Generator(
                    ENDED.key(),
                    new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                            .setProvider(new BouncyCastleProvider())
                            .setPassword("open".toCharArray())
                            .build()));
        }

        assertThat(pem.toString()).contains("BEGIN ENCRYPTED PRIVATE KEY");
        assertThat(Pem.privateKey(pem.toString(), "open".toCharArray())).contains(ENDED.key());
        assertThat(Pem.privateKey(pem.toString(), "shut".toCharArray())).isEmpty();
    }
}
