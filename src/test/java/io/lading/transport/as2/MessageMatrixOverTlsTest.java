package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.DoorsHub;
import io.lading.endtoend.RawHttp;
import io.lading.endtoend.RawHttp.Answer;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Letter;
import io.lading.transport.as2.MessageComposer.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix of messages, into a hub's door over HTTPS, in every way that HTTP can bring them. */
@Timeout(120)
@Tag("long")
class MessageMatrixOverTlsTest {
    private static final DoorsHub HUB = DoorsHub.shared();
    private static final int WAYS = 8;
    private static final int CHUNK = 1000;

    @TempDir
    Path folder;

    static Stream<Arguments> manners() {
        List<Arguments> all = new ArrayList<>();
        for (DigestAlgorithm sign : DigestAlgorithm.values()) {
            for (ContentCipher encrypt : ContentCipher.values()) {
                for (Compression compression : Compression.values()) {
                    if (sign != DigestAlgorithm.SHA1
                            && encrypt != ContentCipher.TRIPLE_DES) { // taken as exceptions only
                        all.add(Arguments.of(sign, encrypt, compression, all.size()));
                    }
                }
            }
        }
        return all.stream();
    }

    /** The number's bits say how it comes: chunked, with a client certificate, with basic authentication. */
    @ParameterizedTest(name = "sign {0}, encrypt {1}, compress {2}, message {3}")
    @MethodSource("manners")
    void theReceiptProvesWhatCameOverHttps(
            DigestAlgorithm sign, ContentCipher encrypt, Compression compression, int number) throws Exception {
        String id = "tls-" + number;
        Composed message = compose("ACME", id, Messages.manner(Optional.of(sign), Optional.of(encrypt), compression));
        int way = number % WAYS;

        Answer answer = post(
                (way & 2) == 0 ? HUB.partners : HUB.partners.as(HUB.hooli),
                message,
                (way & 1) != 0,
                (way & 4) == 0 ? "" : "Authorization: Basic dXNlcjpwYXNzd29yZA==\r\n");

        assertThat(verdict(message, id, answer)).isInstanceOf(ReceiptMatch.Verdict.Proven.class);
        assertThat(HUB.texts("select connection from transmission where transport_id = '" + id + "'"))
                .containsExactly("acme/orders");
    }

    @Test
    void aPartnersCertificateIsChangedWhileItsMessagesAreUnderWay() throws Exception {
        Identity next = Identity.make("cyberdyne-next");
        AtomicBoolean over = new AtomicBoolean();
        Composed early = compose("CYBERDYNE", "early", signedBy(Identity.ACME));
        Answer taken = post(HUB.partners, early, false, "");
        assertThat(verdict(early, "early", taken)).isInstanceOf(ReceiptMatch.Verdict.Proven.class);

        CompletableFuture<Integer> underWay = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!over.get() || count == 0) {
                sendAndProve("under-way-" + count, Identity.ACME);
                count++;
            }
            return count;
        });
        HUB.change(Identity.ACME, next); // both hold
        sendAndProve("with-the-next", next);
        sendAndProve("with-the-first", Identity.ACME);
        over.set(true);
        assertThat(underWay.get()).as("each was proven").isPositive();

        HUB.change(next); // the first holds no longer
        sendAndProve("after-the-change", next);
        Composed late = compose("CYBERDYNE", "late", signedBy(Identity.ACME));
        assertThat(post(HUB.partners, late, false, "").body()).contains("processed/error: ");
        assertThat(HUB.texts("select id::text from transmission where transport_id = 'late'"))
                .isEmpty();
        assertThat(post(HUB.partners, early, false, "").body())
                .as("what was taken under the first keeps its receipt")
                .isEqualTo(taken.body());
    }

    private void sendAndProve(String id, Identity signer) {
        try {
            Composed message = compose("CYBERDYNE", id, signedBy(signer));
            assertThat(verdict(message, id, post(HUB.partners, message, true, "")))
                    .as(id)
                    .isInstanceOf(ReceiptMatch.Verdict.Proven.class);
        } catch (IOException | RefusedException e) {
            throw new AssertionError(id, e);
        }
    }

    private static Manner signedBy(Identity signer) {
        Manner usual = Messages.signedAndEncrypted();
        return new Manner(
                Optional.of(signer.signing(DigestAlgorithm.SHA256)),
                usual.encrypt(),
                Compression.NONE,
                usual.receipt());
    }

    private Composed compose(String from, String id, Manner manner) throws IOException {
        Workspace workspace = new Workspace(folder, Integer.MAX_VALUE); // all in memory
        Letter letter = new Letter(from, "GLOBEX", id, "order", "application/edi-x12", "o.edi", Messages.order());
        return MessageComposer.compose(letter, manner, workspace);
    }

    private static Answer post(RawHttp caller, Composed message, boolean chunked, String more) throws IOException {
        String body = new String(message.body().bytes(), StandardCharsets.ISO_8859_1);
        String start = "POST /as2 HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n" + more
                + message.headers().text();
        return caller.exchange(
                chunked
                        ? start + "Transfer-Encoding: chunked\r\n\r\n" + chunks(body)
                        : start + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String chunks(String body) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < body.length(); at += CHUNK) {
            String piece = body.substring(at, Math.min(body.length(), at + CHUNK));
            out.append(Integer.toHexString(piece.length()))
                    .append("\r\n")
                    .append(piece)
                    .append("\r\n");
        }
        return out.append("0\r\n\r\n").toString();
    }

    private static ReceiptMatch.Verdict verdict(Composed message, String id, Answer answer)
            throws IOException, RefusedException {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        ReceiptReader.Read read = ReceiptReader.read(
                MimeHeaders.of("Content-Type", answer.header("Content-Type")),
                Content.of(answer.body().getBytes(StandardCharsets.ISO_8859_1)),
                List.of(Identity.GLOBEX.certificate()));
        return ReceiptMatch.judge(new ReceiptMatch.Sent(id, message.mic(), true, false), read);
    }
}
