package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.As2Hubs;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Letter;
import io.lading.transport.as2.MessageComposer.Manner;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Globex' door as partners and others meet it, with the record behind it. Hostile groups 2 (names that nobody knows), 8
 * (where receipts may go), 9 (receipts that are forged or about nothing) and 12 (an empty body); {@link HostileHeadersTest}
 * says where the other groups are.
 */
class As2DoorTest {
    @TempDir
    static Path folder;

    private static As2Hubs hubs;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        hubs = new As2Hubs(folder, "", ", receiptsTo: [ \"https://acme.example/as2\" ]");
    }

    @AfterAll
    static void stop() {
        hubs.close();
    }

    // ---- repeats ---------------------------------------------------------------------------------------------------

    @Test
    void aRepeatGetsTheSameReceiptByteForByteAndTakesEffectOnce() throws Exception {
        Composed message = message("repeat-1", As2Hubs.order("PO-R1"));

        HttpResponse<byte[]> first = post(message);
        HttpResponse<byte[]> second = post(message);

        assertThat(verdict(message, "repeat-1", first)).isInstanceOf(ReceiptMatch.Verdict.Proven.class);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Message-ID"))
                .isEqualTo(first.headers().firstValue("Message-ID"));
        assertThat(received("repeat-1")).isEqualTo(1);
    }

    @Test
    void eightRepeatsAtOnceTakeEffectOnce() throws Exception {
        Composed message = message("repeat-8", As2Hubs.order("PO-R8"));

        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(CLIENT.sendAsync(request(hubs.globexDoor(), message), BodyHandlers.ofByteArray()));
        }

        List<HttpResponse<byte[]>> all =
                answers.stream().map(CompletableFuture::join).toList();
        assertThat(all.stream().filter(answer -> answer.statusCode() == 200).map(answer -> List.of(answer.body()[0])))
                .isNotEmpty();
        assertThat(all.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> new String(answer.body(), StandardCharsets.US_ASCII))
                        .distinct())
                .as("all that are answered are answered alike")
                .hasSize(1);
        assertThat(received("repeat-8")).isEqualTo(1);
    }

    @Test
    void theSameContentEncryptedAnewUnderTheSameIdIsARepeat() throws Exception {
        HttpResponse<byte[]> first = post(message("anew", As2Hubs.order("PO-A")));
        HttpResponse<byte[]> second = post(message("anew", As2Hubs.order("PO-A")));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(received("anew")).isEqualTo(1);
    }

    @Test
    void otherContentUnderAUsedIdIsRefused() throws Exception {
        post(message("used", As2Hubs.order("PO-U1")));

        Composed other = message("used", As2Hubs.order("PO-U2"));
        HttpResponse<byte[]> answer = post(other);

        assertThat(disposition(answer)).isEqualTo("processed/error: unexpected-processing-error");
        assertThat(received("used")).isEqualTo(1);
    }

    @Test
    void whatWasRefusedAtFirstMayComeAgainUnderItsId() throws Exception {
        Composed unsigned = compose(
                "mended", As2Hubs.order("PO-M"), Messages.manner(Optional.empty(), Optional.empty(), Compression.NONE));
        assertThat(disposition(post(unsigned))).isEqualTo("processed/error: insufficient-message-security");
        assertThat(received("mended")).isZero();

        Composed mended = message("mended", As2Hubs.order("PO-M"));

        assertThat(verdict(mended, "mended", post(mended))).isInstanceOf(ReceiptMatch.Verdict.Proven.class);
    }

    // ---- Message-IDs that others make ------------------------------------------------------------------------------

    static Stream<String> idsOfOthers() {
        return Stream.of(
                "OpenAS2-01122026030542+0000-0042@OA SPACE_Globex Retail_order 1.edi",
                "OpenAS2-0043@ACME_Bestellung M\u00fcller.edi",
                "OpenAS2-0044@ACME_Bestellung M\u00c3\u00bcller.edi",
                "x".repeat(300),
                "y".repeat(998));
    }

    /** Over a bare socket, for the bytes go out as they are written here: a character each. */
    @ParameterizedTest
    @MethodSource("idsOfOthers")
    void aMessageIdWithBlanksOrBeyondAsciiOrOf998CharactersIsTakenAndRepeatedByteForByte(String id) throws Exception {
        Composed message = message(id, As2Hubs.order("PO-" + id.hashCode()));

        String first = postRaw(message);
        String second = postRaw(message);

        assertThat(first).startsWith("HTTP/1.1 200").contains("Original-Message-ID: <" + id + ">", "; processed\r\n");
        assertThat(body(second)).as("the repeat").isEqualTo(body(first));
        assertThat(received(id.replace("\u00c3\u00bc", "\u00fc")))
                .as("under what people read")
                .isEqualTo(1);
    }

    @Test
    void aMissingOrUselessMessageIdIsAnsweredByAReceipt() throws Exception {
        String tooLong = postRaw(message("z".repeat(999), As2Hubs.order("PO-Z")));
        String none = postRaw(message("", As2Hubs.order("PO-NONE")));

        assertThat(tooLong)
                .startsWith("HTTP/1.1 200")
                .contains("processed/error: unexpected-processing-error")
                .doesNotContain("Original-Message-ID");
        assertThat(none).contains("processed/error: unexpected-processing-error");
    }

    private static String postRaw(Composed message) throws Exception {
        URI door = hubs.globexDoor();
        byte[] body = message.body().bytes();
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            String head =
                    "POST /as2 HTTP/1.1\r\nHost: " + door.getAuthority() + "\r\nConnection: close\r\nContent-Length: "
                            + body.length + "\r\n" + message.headers().text() + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }

    // ---- content ---------------------------------------------------------------------------------------------------

    @Test
    void whatIsTooLargeToHoldIsStoredAsItIsRead() throws Exception {
        StringBuilder large = new StringBuilder();
        while (large.length() < 300_000) {
            large.append(As2Hubs.order("PO-L" + large.length()));
        }
        Composed message = message("large", large.toString());

        assertThat(verdict(message, "large", post(message))).isInstanceOf(ReceiptMatch.Verdict.Proven.class);
        assertThat(As2Hubs.texts(hubs.globexRecord, "select size::text from transmission where transport_id = 'large'"))
                .containsExactly("" + large.length());
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hubs.globexDoor())
                .header("AS2-From", "ACME")
                .header("AS2-To", "\"Globex Retail\"")
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }

    // ---- strangers -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"acme", "NOBODY", "../ACME", "ACME\"x"})
    void namesThatNoFileKnowsAreRefusedWithoutAReceipt(String from) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hubs.globexDoor())
                .header("AS2-From", from)
                .header("AS2-To", "\"Globex Retail\"")
                .header("Message-ID", "<stranger@x>")
                .header("Disposition-Notification-To", "x")
                .POST(BodyPublishers.ofString(As2Hubs.order("PO-S")))
                .build();

        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("ACME", "Globex");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "gopher://acme.example/",
                "https://acme.example/as2evil",
                "https://acme.example.evil.example/as2",
                "https://acme.example/as2/../../x",
                "https://user@acme.example/as2",
                "https://acme.example:-1/as2",
                "HTTPS://ACME.EXAMPLE/as2"
            })
    void receiptsGoNowhereButWhereItIsAgreed(String url) throws Exception {
        ReceiptRequest request = new ReceiptRequest(true, true, List.of(DigestAlgorithm.SHA256), Optional.of(url));
        Manner usual = Messages.signedAndEncrypted();
        Composed message = compose(
                "ssrf", As2Hubs.order("PO-X"), new Manner(usual.sign(), usual.encrypt(), Compression.NONE, request));

        assertThat(post(message).statusCode()).isEqualTo(403);
        assertThat(received("ssrf")).isZero();
    }

    // ---- receipts that nobody owes us ------------------------------------------------------------------------------

    @Test
    void aForgedReceiptChangesNothing() throws Exception {
        hubs.order("PO-F", As2Hubs.order("PO-F"));
        As2Hubs.await("Acme's message to be sent", () -> !sent().isEmpty());
        String messageId = sent().get(0);
        Mic mic = Mic.parse(As2Hubs.texts(
                                hubs.acmeRecord, "select mic from wire_message where message_id = '" + messageId + "'")
                        .get(0))
                .orElseThrow();

        assertThat(receipt(messageId, mic, Optional.empty())).as("unsigned").isEqualTo(400);
        assertThat(receipt(messageId, mic, Optional.of(Identity.make("globex"))))
                .as("by a stranger of the same name")
                .isEqualTo(400);
        assertThat(receipt("unknown@acme", mic, Optional.of(Identity.GLOBEX)))
                .as("for no message of ours")
                .isEqualTo(404);
        assertThat(As2Hubs.texts(
                        hubs.acmeRecord,
                        "select distinct state from transmission where transport_id = '" + messageId + "'"))
                .containsExactly("SENT");
    }

    private static List<String> sent() {
        return As2Hubs.texts(
                hubs.acmeRecord,
                "select transport_id from transmission where direction = 'OUT' and door = 'as2' and state = 'SENT'");
    }

    private static int receipt(String about, Mic mic, Optional<Identity> signer) throws Exception {
        ReceiptWriter.Written written = ReceiptWriter.write(
                new ReceiptWriter.Envelope("Globex Retail", "ACME", "1@forged", Instant.now()),
                new Receipt(Optional.of(about), Disposition.refusal(Reason.UNREADABLE, false), Optional.of(mic), "No."),
                signer.map(identity -> identity.signing(DigestAlgorithm.SHA256)));
        HttpRequest.Builder request = HttpRequest.newBuilder(hubs.acmeDoor());
        written.headers().fields().forEach(field -> request.setHeader(field.name(), field.value()));
        return CLIENT.send(
                        request.POST(BodyPublishers.ofByteArray(written.body())).build(), BodyHandlers.ofString())
                .statusCode();
    }

    // ---- making and posting ----------------------------------------------------------------------------------------

    private static Composed message(String id, String text) throws Exception {
        return compose(id, text, Messages.signedAndEncrypted());
    }

    private static Composed compose(String id, String text, Manner manner) throws Exception {
        Workspace workspace = new Workspace(folder, Integer.MAX_VALUE); // all in memory
        return MessageComposer.compose(
                new Letter(
                        "ACME",
                        "Globex Retail",
                        id,
                        "order",
                        "application/edi-x12",
                        "../../order.edi",
                        Content.of(text.getBytes(StandardCharsets.US_ASCII))),
                manner,
                workspace);
    }

    private static HttpRequest request(URI door, Composed message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(door);
        message.headers().fields().forEach(field -> request.setHeader(field.name(), field.value()));
        try {
            return request.POST(BodyPublishers.ofByteArray(message.body().bytes()))
                    .build();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> post(Composed message) throws Exception {
        return CLIENT.send(request(hubs.globexDoor(), message), BodyHandlers.ofByteArray());
    }

    private static ReceiptReader.Read read(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        return ReceiptReader.read(
                MimeHeaders.of(
                        "Content-Type",
                        answer.headers().firstValue("Content-Type").orElse("")),
                Content.of(answer.body()),
                List.of(Identity.GLOBEX.certificate()));
    }

    private static String disposition(HttpResponse<byte[]> answer) throws Exception {
        return read(answer).receipt().disposition().words();
    }

    private static ReceiptMatch.Verdict verdict(Composed message, String id, HttpResponse<byte[]> answer)
            throws Exception {
        return ReceiptMatch.judge(new ReceiptMatch.Sent(id, message.mic(), true, false), read(answer));
    }

    private static int received(String messageId) {
        return As2Hubs.texts(
                        hubs.globexRecord,
                        "select id::text from transmission where direction = 'IN' and transport_id = '" + messageId
                                + "'")
                .size();
    }
}
