package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lading.endtoend.As2Hubs;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Letter;
import io.lading.transport.as2.MessageComposer.Manner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Receipts that come later: those owed to us are asked for, those we owe are delivered in the end, and only where agreed.
 * Hostile groups 8 (redirects) and 9 (the same receipt again, and one that contradicts it).
 */
@Tag("long")
class LaterReceiptTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static HttpServer partner;
    private static As2Hubs hubs;

    /** What Acme posted to the partner, by Message-ID. */
    private static final Map<String, List<Posted>> POSTED = new ConcurrentHashMap<>();

    /** How the partner answers receipts of Globex's, by path. */
    private static final Map<String, List<String>> RECEIPTS = new ConcurrentHashMap<>();

    private record Posted(String headers, byte[] body) {}

    @BeforeAll
    static void start() throws Exception {
        partner = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        partner.setExecutor(Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "partner");
            thread.setDaemon(true);
            return thread;
        }));
        partner.createContext("/as2", LaterReceiptTest::takeMessage);
        partner.createContext("/mdn", LaterReceiptTest::takeReceipt);
        partner.start();
        int port = partner.getAddress().getPort();
        hubs = new As2Hubs(
                folder,
                ", receipt: { mode: async, url: \"ACME-AS2\", within: 1s, asks: 2 }",
                ", receiptsTo: [ \"http://localhost:" + port + "/mdn\" ]",
                As2Hubs.freePort(),
                port);
    }

    @AfterAll
    static void stop() {
        hubs.close();
        partner.stop(0);
    }

    /** 200 and no receipt; what comes is remembered. */
    private static void takeMessage(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = MessageId.plain(exchange.getRequestHeaders().getFirst("Message-ID"));
        String headers = exchange.getRequestHeaders().entrySet().stream()
                .filter(entry -> !entry.getKey().equalsIgnoreCase("Content-Length"))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toList()
                .toString();
        POSTED.computeIfAbsent(id, key -> Collections.synchronizedList(new ArrayList<>()))
                .add(new Posted(headers, body));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** The path says what the first answers are: /mdn/500-reset is 500, then a broken connection, then 200. */
    private static void takeReceipt(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        List<String> taken = RECEIPTS.computeIfAbsent(path, key -> Collections.synchronizedList(new ArrayList<>()));
        taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        String[] answers = path.substring("/mdn/".length()).split("-");
        String answer = taken.size() <= answers.length ? answers[taken.size() - 1] : "200";
        if (answer.equals("reset")) {
            exchange.close();
            return;
        }
        if (answer.equals("302")) {
            exchange.getResponseHeaders()
                    .set("Location", "http://localhost:" + partner.getAddress().getPort() + "/mdn/inner");
        }
        exchange.sendResponseHeaders(answer.matches("[0-9]+") ? Integer.parseInt(answer) : 200, -1);
        exchange.close();
    }

    private static List<Posted> posted(String id) {
        return POSTED.getOrDefault(id, List.of());
    }

    private static List<String> receipts(String path) {
        return RECEIPTS.getOrDefault(path, List.of());
    }

    // ---- owed to us -------------------------------------------------------------------------------------------------

    @Test
    void anOverdueReceiptIsAskedForByTheSameMessageThenTheOutcomeIsUnknownAndALateOneSettlesIt() throws Exception {
        String id = order("PO-LATE");
        As2Hubs.await("the outcome to be called unknown", () -> state(id).equals("UNKNOWN OVERDUE"));

        List<Posted> posted = posted(id);
        assertThat(posted).as("once, and asked for twice").hasSize(3);
        assertThat(posted.stream().map(Posted::headers).distinct()).hasSize(1);
        assertThat(posted.stream()
                        .map(one -> new String(one.body(), StandardCharsets.ISO_8859_1))
                        .distinct())
                .as("the same bytes")
                .hasSize(1);
        assertThat(text("select reason from transmission where transport_id = '" + id + "'"))
                .contains("sent 3 times", "unknown");
        assertThat(text("select count(distinct ordinal) from attempt a join transmission t on t.id = a.transmission_id"
                        + " where t.transport_id = '" + id + "' and a.outcome = 'DELIVERED'"))
                .isEqualTo("3");

        assertThat(sendReceipt(id)).isEqualTo(200);

        assertThat(state(id)).isEqualTo("SENT MET");
    }

    @Test
    void aReceiptThatComesAfterItWasAskedForEndsTheAsking() throws Exception {
        String id = order("PO-ASKED");
        As2Hubs.await("the second time", () -> posted(id).size() == 2);

        assertThat(sendReceipt(id)).isEqualTo(200);

        As2Hubs.await("the end of it", () -> state(id).equals("SENT MET"));
        assertThat(text("select count(*) from work w join transmission t on t.id = w.subject where t.transport_id = '"
                        + id + "'"))
                .isEqualTo("0");
        assertThat(sendReceipt(id)).as("the same receipt again").isEqualTo(200);
        assertThat(state(id)).isEqualTo("SENT MET");
    }

    private static String order(String number) throws Exception {
        List<String> before = List.copyOf(POSTED.keySet());
        hubs.order(number, As2Hubs.order(number));
        As2Hubs.await("the message", () -> POSTED.size() > before.size());
        return POSTED.keySet().stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofTwoReceiptsThatContradictEachOtherTheWorseHoldsAndTheFirstIsKept() throws Exception {
        String id = order("PO-TWICE");

        assertThat(sendReceipt(id)).isEqualTo(200);
        assertThat(sendReceipt(id, Disposition.refusal(Reason.DECRYPTION_FAILED, false)))
                .isEqualTo(200);

        assertThat(state(id)).isEqualTo("GIVEN_UP REJECTED");
        assertThat(text("select r.disposition from receipt r join transmission t on t.id = r.transmission_id"
                        + " where t.transport_id = '" + id + "'"))
                .as("proof that it once was taken")
                .isEqualTo("processed");
    }

    private static int sendReceipt(String about) throws Exception {
        return sendReceipt(about, Disposition.PROCESSED);
    }

    private static int sendReceipt(String about, Disposition disposition) throws Exception {
        Mic mic = Mic.parse(text("select mic from wire_message where message_id = '" + about + "'"))
                .orElseThrow();
        ReceiptWriter.Written written = ReceiptWriter.write(
                new ReceiptWriter.Envelope("Globex Retail", "ACME", "late-" + about, Instant.EPOCH),
                new Receipt(Optional.of(about), disposition, Optional.of(mic), "Told."),
                Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256)));
        HttpRequest.Builder request = HttpRequest.newBuilder(hubs.acmeDoor());
        written.headers().fields().forEach(field -> request.setHeader(field.name(), field.value()));
        return CLIENT.send(
                        request.POST(BodyPublishers.ofByteArray(written.body())).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String state(String id) {
        return text(
                "select t.state || ' ' || e.state from transmission t join expectation e on e.transmission_id = t.id"
                        + " and e.kind = 'MDN' where t.transport_id = '" + id + "'");
    }

    private static String text(String sql) {
        return String.join(",", As2Hubs.texts(hubs.acmeRecord, sql));
    }

    // ---- owed by us -------------------------------------------------------------------------------------------------

    @Test
    void aReceiptThatCannotBeDeliveredIsTriedAgainWithTheSameBytes() throws Exception {
        assertThat(post("owed", "/mdn/500-reset")).isEqualTo(200);

        As2Hubs.await(
                "the receipt to be taken", () -> receiptState("/mdn/500-reset").equals("SENT"));
        assertThat(RECEIPTS.get("/mdn/500-reset")).hasSize(3);
        assertThat(receipts("/mdn/500-reset").stream().distinct())
                .as("the same receipt each time")
                .hasSize(1);
    }

    @Test
    void aRedirectedReceiptGoesNowhere() throws Exception {
        assertThat(post("redirected", "/mdn/302")).isEqualTo(200);

        As2Hubs.await("an end", () -> receiptState("/mdn/302").equals("GIVEN_UP"));
        assertThat(RECEIPTS.get("/mdn/302")).hasSize(1);
        assertThat(RECEIPTS).doesNotContainKey("/mdn/inner");
    }

    @Test
    void aRepeatHasTheReceiptSentAgain() throws Exception {
        Composed message = compose("again", "/mdn/again");
        assertThat(post(message)).isEqualTo(200);
        As2Hubs.await("the receipt", () -> receiptState("/mdn/again").equals("SENT"));

        assertThat(post(message)).isEqualTo(200);

        As2Hubs.await("the receipt again", () -> receipts("/mdn/again").size() == 2);
        assertThat(receipts("/mdn/again").stream().distinct())
                .as("byte for byte")
                .hasSize(1);
        assertThat(As2Hubs.texts(
                        hubs.globexRecord,
                        "select id::text from transmission where direction = 'IN' and transport_id = 'again'"))
                .hasSize(1);
    }

    private static String receiptState(String path) {
        return String.join(
                ",",
                As2Hubs.texts(
                        hubs.globexRecord,
                        "select t.state from transmission t join wire_message w on w.transmission_id = t.id where w.url like '%"
                                + path + "'"));
    }

    private static int post(String id, String path) throws Exception {
        return post(compose(id, path));
    }

    private static Composed compose(String id, String path) throws IOException {
        Manner usual = Messages.signedAndEncrypted();
        URI url = URI.create("http://localhost:" + partner.getAddress().getPort() + path);
        ReceiptRequest request =
                new ReceiptRequest(true, true, List.of(DigestAlgorithm.SHA256), Optional.of(url.toString()));
        return MessageComposer.compose(
                new Letter(
                        "ACME",
                        "Globex Retail",
                        id,
                        "order",
                        "application/edi-x12",
                        "",
                        Content.ascii(As2Hubs.order("PO-" + id))),
                new Manner(usual.sign(), usual.encrypt(), MessageComposer.Compression.NONE, request),
                new Workspace(folder, Integer.MAX_VALUE));
    }

    private static int post(Composed message) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hubs.globexDoor());
        message.headers().fields().forEach(field -> request.setHeader(field.name(), field.value()));
        return CLIENT.send(
                        request.POST(BodyPublishers.ofByteArray(message.body().bytes()))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
