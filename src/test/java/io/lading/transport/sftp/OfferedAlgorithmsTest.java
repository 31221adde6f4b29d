package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With whom the mailboxes' server agrees on how to speak. */
@Timeout(60)
@Tag("long")
class OfferedAlgorithmsTest {
    @TempDir
    static Path folder;

    private static AttackedMailbox mailbox;

    @BeforeAll
    static void start() throws Exception {
        mailbox = new AttackedMailbox(folder, 1 << 20);
    }

    @AfterAll
    static void stop() throws IOException {
        mailbox.close();
    }

    private static boolean agrees(Consumer<SshClient> speaking) {
        try {
            return mailbox.signIn(speaking);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void bothHostKeysServeAndShaOneDoesNot() {
        assertThat(agrees(client ->
                        client.setSignatureFactories(List.of(BuiltinSignatures.ed25519, BuiltinSignatures.nistp256))))
                .isTrue();
        assertThat(agrees(client ->
                        client.setSignatureFactories(List.of(BuiltinSignatures.rsaSHA256, BuiltinSignatures.nistp256))))
                .isTrue();
        assertThat(agrees(client ->
                        client.setSignatureFactories(List.of(BuiltinSignatures.rsa, BuiltinSignatures.nistp256))))
                .isFalse();
        assertThat(agrees(client -> {
                    client.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
                    client.setMacFactories(List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacsha1etm));
                }))
                .isFalse();
    }

    @Test
    void nothingIsCompressedBeforeSomebodyHasSignedIn() {
        assertThat(agrees(client -> client.setCompressionFactories(List.of(BuiltinCompressions.zlib))))
                .isFalse();
        assertThat(agrees(client -> client.setCompressionFactories(List.of(BuiltinCompressions.delayedZlib))))
                .isTrue();
    }

    @Test
    void theKeysAreKeptAndTheEd25519OneCanBeLeftOut(@TempDir Path keys) throws IOException {
        Path rsa = keys.resolve("sftp-host-key.pem");
        assertThat(HostKey.all(rsa)).hasSize(2);
        assertThat(HostKey.all(rsa).get(0).getPublic().getEncoded())
                .isEqualTo(HostKey.all(rsa).get(0).getPublic().getEncoded());

        Files.writeString(keys.resolve("sftp-host-key-ed25519.pem"), "");

        assertThat(HostKey.all(rsa))
                .singleElement()
                .satisfies(pair -> assertThat(pair.getPublic().getAlgorithm()).isEqualTo("RSA"));
    }
}
