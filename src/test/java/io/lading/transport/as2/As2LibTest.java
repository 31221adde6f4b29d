package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.as2lib.crypto.BCCryptoHelper;
import com.helger.as2lib.crypto.ECryptoAlgorithmCrypt;
import com.helger.as2lib.crypto.ECryptoAlgorithmSign;
import com.helger.as2lib.util.AS2ResourceHelper;
import com.helger.mail.cte.EContentTransferEncoding;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import jakarta.mail.Header;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages made by as2-lib, and ours read by it: what nobody here wrote. Its MIC of messages compressed before signing is
 * known to be wrong, so it is asked about uncompressed ones only.
 */
class As2LibTest {
    private static final BCCryptoHelper PEER = new BCCryptoHelper();

    @TempDir
    Path folder;

    static Stream<Arguments> protections() {
        List<Arguments> all = new ArrayList<>();
        for (DigestAlgorithm digest : DigestAlgorithm.values()) {
            for (ContentCipher cipher : ContentCipher.values()) {
                all.add(Arguments.of(digest, cipher, EContentTransferEncoding.BINARY));
            }
            all.add(Arguments.of(digest, ContentCipher.AES256, EContentTransferEncoding.BASE64));
            all.add(Arguments.of(digest, ContentCipher.AES256, EContentTransferEncoding.QUOTED_PRINTABLE));
        }
        return all.stream();
    }

    /** It knows no authEnveloped-data (RFC 5083). */
    static Stream<Arguments> protectionsItReads() {
        return protections().filter(each -> !((ContentCipher) each.get()[1]).authenticates());
    }

    @ParameterizedTest
    @MethodSource("protections")
    void itsMessagesAreOpenedWithTheSameMic(
            DigestAlgorithm digest, ContentCipher cipher, EContentTransferEncoding encoding) throws Exception {
        MimeBodyPart payload = new MimeBodyPart();
        payload.setText(Messages.ORDER.replace("\n", "\r\n"), "us-ascii");
        payload.setHeader("Content-Type", "application/edi-x12");
        payload.setHeader("Content-Transfer-Encoding", encoding.getID());
        MimeBodyPart signed = PEER.sign(
                payload,
                Identity.ACME.certificate(),
                Identity.ACME.key(),
                sign(digest),
                true,
                false,
                false,
                EContentTransferEncoding.BASE64);
        String mic = PEER.calculateMIC(payload, sign(digest), true).getAsAS2String();
        MimeBodyPart encrypted =
                PEER.encrypt(signed, Identity.GLOBEX.certificate(), crypt(cipher), EContentTransferEncoding.BINARY);

        try (Workspace workspace = new Workspace(folder, 1 << 16)) {
            OpenedMessage opened = Messages.opened(
                    Messages.open(headers(encrypted), body(encrypted), Messages.agreed(true, true), workspace));

            assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER.replace("\n", "\r\n"));
            assertThat(Mic.parse(mic))
                    .hasValueSatisfying(
                            theirs -> assertThat(opened.mic().text()).isEqualTo(theirs.text()));
        }
    }

    @ParameterizedTest
    @MethodSource("protectionsItReads")
    void itOpensOursAndFindsTheSameMic(DigestAlgorithm digest, ContentCipher cipher, EContentTransferEncoding unused)
            throws Exception {
        try (Workspace workspace = new Workspace(folder, 1 << 16);
                AS2ResourceHelper resources = new AS2ResourceHelper()) {
            Composed ours = Messages.compose(
                    Messages.manner(Optional.of(digest), Optional.of(cipher), Compression.NONE), workspace);

            InternetHeaders headers = new InternetHeaders();
            ours.headers().fields().forEach(field -> headers.addHeader(field.name(), field.value()));
            MimeBodyPart message = new MimeBodyPart(headers, ours.body().bytes());
            assertThat(PEER.isEncrypted(message)).isTrue();
            MimeBodyPart signed =
                    PEER.decrypt(message, Identity.GLOBEX.certificate(), Identity.GLOBEX.key(), true, resources);
            MimeBodyPart payload = PEER.verify(signed, Identity.ACME.certificate(), false, true, null, resources);

            assertThat(payload.getInputStream().readAllBytes())
                    .isEqualTo(Messages.ORDER.getBytes(StandardCharsets.US_ASCII));
            String mic = PEER.calculateMIC(payload, sign(digest), true).getAsAS2String();
            assertThat(Mic.parse(mic)).hasValueSatisfying(theirs -> assertThat(theirs.text())
                    .isEqualTo(ours.mic().text()));
        }
    }

    private static ECryptoAlgorithmSign sign(DigestAlgorithm digest) {
        return switch (digest) {
            case SHA1 -> ECryptoAlgorithmSign.DIGEST_SHA_1;
            case SHA256 -> ECryptoAlgorithmSign.DIGEST_SHA_256;
            case SHA384 -> ECryptoAlgorithmSign.DIGEST_SHA_384;
            case SHA512 -> ECryptoAlgorithmSign.DIGEST_SHA_512;
        };
    }

    private static ECryptoAlgorithmCrypt crypt(ContentCipher cipher) {
        return switch (cipher) {
            case TRIPLE_DES -> ECryptoAlgorithmCrypt.CRYPT_3DES;
            case AES128 -> ECryptoAlgorithmCrypt.CRYPT_AES128_CBC;
            case AES192 -> ECryptoAlgorithmCrypt.CRYPT_AES192_CBC;
            case AES256 -> ECryptoAlgorithmCrypt.CRYPT_AES256_CBC;
            case AES128_GCM -> ECryptoAlgorithmCrypt.CRYPT_AES128_GCM;
            case AES192_GCM -> ECryptoAlgorithmCrypt.CRYPT_AES192_GCM;
            case AES256_GCM -> ECryptoAlgorithmCrypt.CRYPT_AES256_GCM;
        };
    }

    private static MimeHeaders headers(MimeBodyPart part) throws Exception {
        List<String> fields = new ArrayList<>();
        for (Header header : Collections.list(part.getAllHeaders())) {
            fields.add(header.getName());
            fields.add(header.getValue().replace("\r\n", ""));
        }
        return MimeHeaders.of(fields.toArray(String[]::new));
    }

    private static Content body(MimeBodyPart part) throws Exception {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        part.writeTo(whole);
        Content content = Content.of(whole.toByteArray());
        return content.slice(MimeHeaders.read(content).bodyAt(), content.size());
    }
}
