package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.MessageOpener.Result.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MIME and ASN.1 that somebody built to be read in two ways, or for ever. Hostile groups 1 (file names), 6 (endless
 * structures), 7 (two readings) and 11 (lengths and depths of ASN.1); {@link HostileHeadersTest} says where the other groups
 * are.
 */
@Timeout(120)
class HostileStructureTest {
    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void openWorkspace() {
        workspace = new Workspace(folder, 1 << 16);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        workspace.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEndlessHeaderIsRefused() throws IOException {
        String body = "--b\r\nX: " + "a".repeat(200_000) + "\r\n\r\n\r\n--b\r\n\r\n\r\n--b--\r\n";

        assertThat(open(MimeHeaders.of("Content-Type", "multipart/related; boundary=b"), body)
                        .detail())
                .contains("A header is longer than");
    }

    @Test
    void aMillionPartsAreRefused() throws IOException {
        String body = "--b\r\n\r\n\r\n".repeat(1_000_000) + "--b--";

        assertThat(open(MimeHeaders.of("Content-Type", "multipart/related; boundary=b"), body)
                        .detail())
                .contains("more than 100 parts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/signed", "multipart/signed; boundary=", "multipart/signed; boundary=\"a\u0000b\""})
    void aMultipartWithoutUsableBoundaryIsRefused(String type) throws IOException {
        assertThat(open(MimeHeaders.of("Content-Type", type), "--\r\n").reason())
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void twoContentTypesAreRefused() throws IOException {
        MimeHeaders headers =
                MimeHeaders.of("Content-Type", "application/edi-x12", "content-type", "application/pkcs7-mime");

        assertThat(open(headers, Messages.ORDER).detail()).contains("there twice with different values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rot13", "base64,base64", "x-uuencode"})
    void anUnknownTransferEncodingIsRefused(String encoding) throws IOException {
        MimeHeaders headers =
                MimeHeaders.of("Content-Type", "application/edi-x12", "Content-Transfer-Encoding", encoding);

        assertThat(open(headers, Messages.ORDER).detail()).contains("Content-Transfer-Encoding");
    }

    @Test
    void nestedTagsWithoutEndAreRefused() throws IOException {
        byte[] nested = new byte[20_000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30; // SEQUENCE
            nested[i + 1] = (byte) 0x80; // of indefinite length
        }

        Refused refused = Messages.refused(Messages.open(pkcs7(), Content.of(nested), Messages.anything(), workspace));

        assertThat(refused.reason()).isIn(Reason.UNREADABLE, Reason.UNSUPPORTED_FORMAT, Reason.DECRYPTION_FAILED);
    }

    @Test
    void deepNestingInsideAnEnvelopedContentIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {
            0x30,
            (byte) 0x80,
            0x06,
            0x09,
            0x2A,
            (byte) 0x86,
            0x48,
            (byte) 0x86,
            (byte) 0xF7,
            0x0D,
            0x01,
            0x07,
            0x03,
            (byte) 0xA0,
            (byte) 0x80
        });
        for (int i = 0; i < 10_000; i++) {
            out.write(new byte[] {0x30, (byte) 0x80});
        }

        Refused refused =
                Messages.refused(Messages.open(pkcs7(), Content.of(out.toByteArray()), Messages.anything(), workspace));

        assertThat(refused.reason()).isIn(Reason.DECRYPTION_FAILED, Reason.UNREADABLE);
    }

    /** Each is a few bytes that would have a reader make room for what they announce. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a version of 1.9 GB, 3084 7FFFFFF0 0609 2A864886F70D010703 A084 7FFFFFE0 3084 7FFFFFD0 0284 71000000",
        "an octet string beyond 2^63, 3080 0609 2A864886F70D010703 A080 3080 0201 00 3180 3080 0488 FFFFFFFFFFFFFFFF",
        "a set that ends after its sequence, 3014 0609 2A864886F70D010703 A007 3005 0201 00 31FF 00",
        "a length of 126 bytes, 30FE 0101010101010101 0101010101010101",
        "a tag without end, 3080 1FFF FFFFFFFF",
        "a simple value without length, 3080 0680",
        "a tag cut off, 30",
        "nothing, ''"
    })
    void announcedLengthsAreNotBelieved(String what, String hex) throws IOException {
        byte[] cms = HexFormat.of().parseHex(hex.replace(" ", ""));

        Refused refused = Messages.refused(Messages.open(pkcs7(), Content.of(cms), Messages.anything(), workspace));

        assertThat(refused.reason()).as(what).isIn(Reason.UNREADABLE, Reason.DECRYPTION_FAILED);
    }

    /** What stands beside the content is read whole into memory later; so it must be little. */
    @Test
    void anEnvelopeThatIsMostlyRecipientsIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(HexFormat.of().parseHex("308006092A864886F70D010703A080308002010031803080"));
        for (int i = 0; i < 20; i++) {
            out.write(HexFormat.of().parseHex("04827530")); // 30,000 bytes, as a wrapped key
            out.write(new byte[30_000]);
        }

        Refused refused =
                Messages.refused(Messages.open(pkcs7(), Content.of(out.toByteArray()), Messages.anything(), workspace));

        assertThat(refused.detail()).contains("bytes beside its content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "C:\\\\Windows\\\\x",
                "\\\\\\\\host\\\\share",
                "CON",
                "a.\u202Etxt",
                "trailing."
            })
    void aFileNameIsShownAndNothingElse(String name) throws IOException {
        MimeHeaders headers = MimeHeaders.of(
                "Content-Type", "application/edi-x12", "Content-Disposition", "attachment; filename=\"" + name + "\"");

        OpenedMessage opened = Messages.opened(Messages.open(
                headers,
                Content.of(Messages.ORDER.getBytes(StandardCharsets.US_ASCII)),
                Messages.anything(),
                workspace));

        assertThat(opened.payload().fileName()).isPresent();
        assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
    }

    private Refused open(MimeHeaders headers, String body) throws IOException {
        return Messages.refused(Messages.open(
                headers, Content.of(body.getBytes(StandardCharsets.ISO_8859_1)), Messages.anything(), workspace));
    }

    private static MimeHeaders pkcs7() {
        return MimeHeaders.of("Content-Type", "application/pkcs7-mime");
    }
}
