package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import io.lading.transport.as2.MessageComposer.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages made by {@code openssl cms}, and ours read by it. */
class OpensslTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsOpenssl() throws IOException {
        boolean present = List.of("/usr/bin/openssl", "/bin/openssl", "/usr/local/bin/openssl").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path)));
        Needs.thatHolds(present, "openssl is not installed (Debian: apt-get install openssl)");
        for (Identity identity : List.of(Identity.ACME, Identity.GLOBEX)) {
            identity.writeCertificate(folder);
            identity.writeKey(folder);
        }
        Files.writeString(folder.resolve("entity"), "Content-Type: application/edi-x12\r\n\r\n" + Messages.ORDER);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void opensslsSignatureIsVerified(DigestAlgorithm digest) throws Exception {
        openssl(List.of(
                "cms",
                "-sign",
                "-binary",
                "-in",
                "entity",
                "-signer",
                "acme.pem",
                "-inkey",
                "acme.key",
                "-md",
                digest.word(),
                "-crlfeol",
                "-out",
                "signed"));

        try (Workspace workspace = workspace()) {
            OpenedMessage opened = Messages.opened(open("signed", Messages.agreed(true, false), workspace));

            assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
            assertThat(opened.signedWith()).contains(digest);
            assertThat(opened.mic().text())
                    .isEqualTo(
                            Mic.of(digest, Content.file(folder.resolve("entity"), Files.size(folder.resolve("entity"))))
                                    .text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "pss"})
    void aSignatureWithoutSignedAttributesIsVerified(String padding) throws Exception {
        signWithoutAttributes("entity", padding);

        try (Workspace workspace = workspace()) {
            OpenedMessage opened = Messages.opened(open("signed", Messages.agreed(true, false), workspace));

            assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
            assertThat(opened.signer()).contains(Identity.ACME.certificate());
        }
    }

    @Test
    void andRefusedWhereTheContentWasChangedOrASet() throws Exception {
        signWithoutAttributes("entity", "pkcs1");
        Path signed = folder.resolve("signed");
        Files.writeString(
                signed,
                Files.readString(signed, StandardCharsets.ISO_8859_1).replace("PO-4711", "PO-4712"),
                StandardCharsets.ISO_8859_1);
        try (Workspace workspace = workspace()) {
            assertThat(Messages.refused(open("signed", Messages.agreed(true, false), workspace))
                            .reason())
                    .isEqualTo(Reason.INTEGRITY);
        }

        Files.writeString(folder.resolve("set"), "1: what attributes begin with\r\n\r\n" + Messages.ORDER);
        signWithoutAttributes("set", "pkcs1");
        try (Workspace workspace = workspace()) {
            assertThat(Messages.refused(open("signed", Messages.agreed(true, false), workspace))
                            .reason())
                    .isEqualTo(Reason.UNKNOWN_SIGNER);
        }
    }

    private void signWithoutAttributes(String file, String padding) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("cms", "-sign", "-noattr", "-binary", "-md", "sha256", "-crlfeol"));
        command.addAll(List.of("-in", file, "-signer", "acme.pem", "-inkey", "acme.key", "-out", "signed"));
        if (padding.equals("pss")) {
            command.addAll(List.of("-keyopt", "rsa_padding_mode:pss"));
        }
        openssl(command);
    }

    @ParameterizedTest
    @EnumSource(ContentCipher.class)
    void opensslsEnvelopeIsOpened(ContentCipher cipher) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("cms", "-encrypt", "-binary", "-in", "entity", "-outform", "DER", "-out", "der"));
        command.addAll(List.of("-" + opensslName(cipher), "globex.pem"));
        openssl(command);

        try (Workspace workspace = workspace()) {
            Content body = Content.of(Files.readAllBytes(folder.resolve("der")));
            MimeHeaders headers = MimeHeaders.of("Content-Type", "application/pkcs7-mime; smime-type=enveloped-data");
            OpenedMessage opened =
                    Messages.opened(Messages.open(headers, body, Messages.agreed(false, true), workspace));

            assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
            assertThat(opened.encryptedWith()).contains(cipher);
        }
    }

    @Test
    void aBase64EnvelopeWithMimeHeadersIsOpened() throws Exception {
        openssl(List.of("cms", "-encrypt", "-binary", "-in", "entity", "-aes256", "-out", "smime", "globex.pem"));

        try (Workspace workspace = workspace()) {
            assertThat(Messages.text(Messages.opened(open("smime", Messages.agreed(false, true), workspace))))
                    .isEqualTo(Messages.ORDER);
        }
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void opensslVerifiesOurSignature(DigestAlgorithm digest) throws Exception {
        String body = new String(
                body(Messages.manner(Optional.of(digest), Optional.empty(), Compression.NONE)),
                StandardCharsets.ISO_8859_1);
        String boundary = body.substring(0, body.indexOf("\r\n"));
        String[] parts = body.split("(\r\n)?" + Pattern.quote(boundary) + "(--)?\r\n");
        Files.writeString(folder.resolve("signed"), parts[1], StandardCharsets.ISO_8859_1);
        Files.write(
                folder.resolve("signature"),
                Base64.getMimeDecoder().decode(parts[2].substring(parts[2].indexOf("\r\n\r\n"))));

        openssl(List.of(
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "signature",
                "-content",
                "signed",
                "-certfile",
                "acme.pem",
                "-CAfile",
                "acme.pem",
                "-purpose",
                "any",
                "-out",
                "content"));

        assertThat(Files.readString(folder.resolve("content"))).endsWith("\r\n\r\n" + Messages.ORDER);
    }

    /** The command line of openssl 3.0 writes GCM but does not read it back. */
    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            mode = Mode.EXCLUDE,
            names = {"AES128_GCM", "AES192_GCM", "AES256_GCM"})
    void opensslOpensOurEnvelope(ContentCipher cipher) throws Exception {
        Files.write(
                folder.resolve("ours"), body(Messages.manner(Optional.empty(), Optional.of(cipher), Compression.NONE)));

        openssl(List.of(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "ours",
                "-recip",
                "globex.pem",
                "-inkey",
                "globex.key",
                "-out",
                "content"));

        assertThat(Files.readString(folder.resolve("content"))).endsWith("\r\n\r\n" + Messages.ORDER);
    }

    private Workspace workspace() {
        return new Workspace(folder, 1 << 16);
    }

    private byte[] body(MessageComposer.Manner manner) throws IOException {
        try (Workspace workspace = workspace()) {
            return Messages.compose(manner, workspace).body().bytes();
        }
    }

    /** A file with MIME headers, as openssl writes it. */
    private MessageOpener.Result open(String file, MessageOpener.Agreed agreed, Workspace workspace) throws Exception {
        Path path = folder.resolve(file);
        Content whole = Content.file(path, Files.size(path));
        MimeHeaders.Read read = MimeHeaders.read(whole);
        return Messages.open(read.headers(), whole.slice(read.bodyAt(), whole.size()), agreed, workspace);
    }

    private static String opensslName(ContentCipher cipher) {
        return switch (cipher) {
            case TRIPLE_DES -> "des3";
            case AES128, AES192, AES256 -> cipher.word();
            case AES128_GCM -> "aes-128-gcm";
            case AES192_GCM -> "aes-192-gcm";
            case AES256_GCM -> "aes-256-gcm";
        };
    }

    private void openssl(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        Path log = folder.resolve("openssl.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("openssl ends").isTrue();
        assertThat(process.exitValue()).as(() -> command + ": " + log).isZero();
    }
}
