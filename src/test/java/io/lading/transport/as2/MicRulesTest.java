package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.MessageComposer.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over which bytes the MIC goes: RFC 4130 §7.3.1, RFC 5402 §4. */
class MicRulesTest {
    private static final String HEADERS = """
            Content-Type: application/edi-x12\r
            Content-Disposition: attachment; filename="orders-0612.edi"\r
            Content-Transfer-Encoding: binary\r
            \r
            """;

    @TempDir
    Path folder;

    @Test
    void ofAPlainMessageItIsOverTheContentAlone() throws Exception {
        assertThat(mic(Optional.empty(), Optional.empty(), Compression.NONE)).isEqualTo(sha256(Messages.ORDER));
    }

    @Test
    void ofAnEncryptedMessageItIsOverHeadersAndContent() throws Exception {
        assertThat(mic(Optional.empty(), Optional.of(ContentCipher.AES128), Compression.NONE))
                .isEqualTo(sha256(HEADERS + Messages.ORDER));
    }

    @Test
    void ofACompressedUnsignedMessageItIsOverTheUncompressedHeadersAndContent() throws Exception {
        String expected = sha256(HEADERS + Messages.ORDER);

        assertThat(mic(Optional.empty(), Optional.empty(), Compression.BEFORE_SIGNING))
                .isEqualTo(expected);
        assertThat(mic(Optional.empty(), Optional.of(ContentCipher.AES256), Compression.AFTER_SIGNING))
                .isEqualTo(expected);
    }

    @Test
    void ofASignedMessageItIsOverWhatWasSigned() throws Exception {
        String expected = sha256(HEADERS + Messages.ORDER);

        assertThat(mic(Optional.of(DigestAlgorithm.SHA256), Optional.empty(), Compression.NONE))
                .isEqualTo(expected);
        assertThat(mic(
                        Optional.of(DigestAlgorithm.SHA256),
                        Optional.of(ContentCipher.AES256),
                        Compression.AFTER_SIGNING))
                .as("compressed around the signature")
                .isEqualTo(expected);
    }

    @Test
    void ofAMessageCompressedBeforeSigningItIsOverTheCompressedPart() throws Exception {
        try (Workspace workspace = new Workspace(folder, 1 << 16)) {
            var composed = Messages.compose(
                    Messages.manner(Optional.of(DigestAlgorithm.SHA256), Optional.empty(), Compression.BEFORE_SIGNING),
                    workspace);
            String body = new String(composed.body().bytes(), StandardCharsets.ISO_8859_1);
            String boundary = body.substring(0, body.indexOf("\r\n"));
            String firstPart = body.substring(boundary.length() + 2, body.indexOf("\r\n" + boundary, 1));

            assertThat(firstPart).startsWith("Content-Type: application/pkcs7-mime; smime-type=compressed-data");
            assertThat(composed.mic().text()).isEqualTo(sha256(firstPart));
        }
    }

    @Test
    void theSignaturesDigestCountsWhateverTheReceiptAsksFor() throws IOException {
        try (Workspace workspace = new Workspace(folder, 1 << 16)) {
            var composed = Messages.compose(
                    Messages.manner(Optional.of(DigestAlgorithm.SHA512), Optional.empty(), Compression.NONE),
                    workspace);
            MimeHeaders asking = new MimeHeaders(composed.headers().fields().stream()
                    .map(field -> field.name().equals("Disposition-Notification-Options")
                            ? new MimeHeaders.Field(
                                    field.name(),
                                    "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=optional, sha1")
                            : field)
                    .toList());

            OpenedMessage opened =
                    Messages.opened(Messages.open(asking, composed.body(), Messages.anything(), workspace));

            assertThat(opened.mic().algorithm()).isEqualTo(DigestAlgorithm.SHA512);
        }
    }

    private String mic(Optional<DigestAlgorithm> sign, Optional<ContentCipher> encrypt, Compression compression)
            throws IOException {
        try (Workspace workspace = new Workspace(folder, 1 << 16)) {
            var composed = Messages.compose(Messages.manner(sign, encrypt, compression), workspace);
            OpenedMessage opened =
                    Messages.opened(Messages.open(composed.headers(), composed.body(), Messages.anything(), workspace));
            assertThat(opened.mic().text()).isEqualTo(composed.mic().text());
            return composed.mic().text();
        }
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(digest) + ", sha-256";
    }
}
