package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsAPrivateKeyOfEachKindThatTlsUses(String algorithm) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

        assertThat(Pem.privateKey(pem("PRIVATE KEY", key.getEncoded()))).contains(key);
    }

    @Test
    void readsTheOlderFormOfAnRsaKey() throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        byte[] older = PrivateKeyInfo.getInstance(key.getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();

        assertThat(Pem.privateKey(pem("RSA PRIVATE KEY", older))).contains(key);
    }

    @Test
    void findsTheKeyBesideItsCertificate() throws Exception {
        OwnCertificate own = OwnCertificate.make(
                "us", 2048, Instant.parse("2026-10-01T10:00:00Z"), Duration.ofDays(9), new SecureRandom());
        String both = own.certificatePem() + own.keyPem().reveal();

        assertThat(Pem.privateKey(both)).contains(own.key());
        assertThat(Pem.certificates(both)).containsExactly(own.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void whatIsNoKeyIsNone(String text) {
        assertThat(Pem.privateKey(text)).isEmpty();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }
}
