package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.DoorsHub;
import io.lading.endtoend.RawHttp.Answer;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Letter;
import io.lading.transport.as2.MessageComposer.Manner;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who mean harm send to the AS2 door, byte by byte over TLS: hostile groups 4, 7 and 12. */
@Timeout(120)
@Tag("long")
class HostileAs2DoorTest {
    private static final DoorsHub HUB = DoorsHub.shared();
    private static final String START = "POST /as2 HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n";
    private static final String ID = "hostile-as2";
    private static final int PATIENT_BYTES = 1900;

    @TempDir
    Path folder;

    @AfterEach
    void nothingWasKeptAndTheDoorStillServes() {
        assertThat(HUB.texts("select id::text from transmission where transport_id = '" + ID + "'"))
                .isEmpty();
        assertThat(HUB.partners.get("/as2").status()).isLessThan(500);
    }

    // ---- 4: less protected than agreed ------------------------------------------------------------------------------

    static Stream<Arguments> group4() {
        Optional<DigestAlgorithm> sign = Optional.of(DigestAlgorithm.SHA256);
        Optional<ContentCipher> encrypt = Optional.of(ContentCipher.AES256);
        return Stream.of(Compression.values())
                .flatMap(compression -> Stream.of(
                        Arguments.of(
                                Messages.manner(Optional.empty(), Optional.empty(), compression),
                                "insufficient-message-security"),
                        Arguments.of(
                                Messages.manner(sign, Optional.empty(), compression), "insufficient-message-security"),
                        Arguments.of(Messages.manner(Optional.empty(), encrypt, compression), "decryption-failed")));
    }

    @ParameterizedTest
    @MethodSource("group4")
    void group4RefusesAMessageThatIsLessProtectedThanAgreed(Manner manner, String why) throws IOException {
        Answer answer = post(compose(manner), "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).contains("processed/error: " + why);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCipher.class,
            names = {"AES128", "AES256_GCM"})
    void group4TakesAnEncryptedReceiptForNoReceipt(ContentCipher cipher) throws IOException {
        ReceiptWriter.Written receipt = ReceiptWriter.write(
                new ReceiptWriter.Envelope("ACME", "GLOBEX", ID, Instant.now()),
                new Receipt(Optional.of("1@us"), Disposition.PROCESSED, Optional.empty(), "Taken."),
                Optional.of(Identity.ACME.signing(DigestAlgorithm.SHA256)));
        try (Workspace workspace = new Workspace(folder, Integer.MAX_VALUE)) {
            MimeEntity inside = MimeEntity.of(
                    MimeHeaders.of(
                            "Content-Type",
                            receipt.headers().first("Content-Type").orElseThrow()),
                    Content.of(receipt.body()));
            MimeEntity sealed = Entities.encrypted(inside, cipher, Identity.GLOBEX.certificate(), workspace);

            Answer answer = post(sealed.headers().and(names()), sealed.body().bytes(), "");

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.body()).contains("changed nothing").doesNotContain("Disposition:");
        }
    }

    // ---- 7: what can be read in two ways
    // -----------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AS2-From: HOOLI\r\n",
                "as2-from: \"acme\"\r\n",
                "AS2-To: OTHER\r\n",
                "Message-ID: <another@acme>\r\n",
                "Disposition-Notification-Options: signed-receipt-protocol=required, none\r\n",
                "Content-Length: 7\r\n",
                "Content-Length: 9223372036854775808\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "AS2-From : ACME\r\n"
            })
    void group7RefusesHeadersThatContradictEachOther(String second) throws IOException {
        Answer answer = post(compose(Messages.signedAndEncrypted()), second);

        assertThat(answer.status()).as(answer.text()).isIn(0, 400, 413, 501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain\r\n", "Content-Transfer-Encoding: quoted-printable\r\n"})
    void group7RefusesAContentOfTwoKinds(String second) throws IOException {
        Answer answer = post(compose(Messages.signedAndEncrypted()), second);

        assertThat(answer.body()).as(answer.text()).doesNotContain("; processed\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffff\r\nISA", "-1\r\nISA", "zz\r\n", "4\r\nISA"})
    void group7RefusesChunksThatAreNone(String chunks) {
        Answer answer = HUB.partners.exchange(
                START + names().text() + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "\r\nnonsense\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isIn(0, 400);
    }

    @Test
    void group7RefusesABodyThatClaimsToBeBase64AndIsNot() {
        Answer answer = post(
                MimeHeaders.of("Content-Type", "application/pkcs7-mime", "Content-Transfer-Encoding", "base64")
                        .and(names()),
                "!!!! =====\0\0A".getBytes(StandardCharsets.US_ASCII),
                "");

        assertThat(answer.body()).as(answer.text()).contains("processed/error");
    }

    // ---- 12: lengths that lie, and patience
    // ----------------------------------------------------------------------------

    @Test
    void group12RefusesNothingAndNineExabytesAndABodyWithoutEnd() {
        String start = START + names().text();

        assertThat(HUB.partners.exchange(start + "Content-Length: 0\r\n\r\n").status())
                .isEqualTo(400);
        assertThat(HUB.partners
                        .exchange(start + "Content-Length: 9223372036854775807\r\n\r\nISA")
                        .status())
                .isEqualTo(413);
        Answer endless = HUB.partners.exchange(start + "Transfer-Encoding: chunked\r\n\r\n"
                + ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(60) + "0\r\n\r\n");
        assertThat(endless.status()).isIn(0, 413);
    }

    @Test
    void group12BreaksAMessageOffThatComesByteByByte() throws IOException {
        try (Socket slow = HUB.partners.open()) {
            slow.getOutputStream()
                    .write((START + names().text() + "Content-Length: 2000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.setSoTimeout(500);
            int sent = 0;
            while (sent < PATIENT_BYTES && staysOpen(slow)) {
                sent++; // one each half second
            }

            assertThat(sent).as("broken off long before it was whole").isLessThan(PATIENT_BYTES);
        }
    }

    private static boolean staysOpen(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('x');
            socket.getInputStream().read(); // an answer, or the end
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    // ---- making and posting
    // --------------------------------------------------------------------------------------------

    private static MimeHeaders names() {
        return MimeHeaders.of(
                "AS2-From",
                "ACME",
                "AS2-To",
                "GLOBEX",
                "Message-ID",
                "<" + ID + ">",
                "Disposition-Notification-To",
                "x",
                "Disposition-Notification-Options",
                "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha256");
    }

    private Composed compose(Manner manner) throws IOException {
        Workspace workspace = new Workspace(folder, Integer.MAX_VALUE); // all in memory
        Letter letter = new Letter("ACME", "GLOBEX", ID, "order", "application/edi-x12", "o.edi", Messages.order());
        return MessageComposer.compose(letter, manner, workspace);
    }

    private static Answer post(Composed message, String more) throws IOException {
        return post(message.headers(), message.body().bytes(), more);
    }

    private static Answer post(MimeHeaders headers, byte[] body, String more) {
        return HUB.partners.exchange(START + more + headers.text() + "Content-Length: " + body.length + "\r\n\r\n"
                + new String(body, StandardCharsets.ISO_8859_1));
    }
}
