package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lading.cli.process.HubClient;
import io.lading.cli.process.HubProcess;
import io.lading.endtoend.As2Hubs;
import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import io.lading.tracking.CrashPoints;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Letter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hubs that die between any two steps of receiving and of sending: what the partner repeats takes effect once and gets the
 * same receipt, and what we repeat is the same message.
 */
@Tag("long")
class As2CrashTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    // ---- receiving --------------------------------------------------------------------------------------------------

    @Test
    void whereverTheReceiverDiesARepeatTakesEffectOnceAndGetsTheSameReceipt() throws Exception {
        List<String> points = List.of(
                "after-spool", "after-open", "after-receipt-made", "before-receive", "after-receive", "before-answer");
        Path partners = receiver();
        List<Composed> messages = new ArrayList<>();
        List<byte[]> receipts = new ArrayList<>();
        for (String point : points) {
            int before = messages.size() - 1;
            // The repeat of what was under way when it died is the first to pass, the new one the second.
            String pass = point + ":" + (before < 0 ? 1 : 2);
            try (HubProcess hub = HubProcess.start(settings("globex", partners).with(CrashPoints.VARIABLE, pass))) {
                if (before >= 0) {
                    receipts.add(proven(points.get(before), messages.get(before), post(hub, messages.get(before))));
                }
                Composed message = message(point);
                messages.add(message);
                assertThat(answered(hub, message)).as("answered at %s", point).isFalse();
                assertThat(hub.awaitEnd(LONGEST)).as("died at %s", point).isTrue();
                assertThat(hub.exitCode()).isEqualTo(CrashPoints.EXIT_CODE);
            }
        }
        try (HubProcess hub = HubProcess.start(settings("globex", partners))) {
            int last = points.size() - 1;
            receipts.add(proven(points.get(last), messages.get(last), post(hub, messages.get(last))));
            changeCertificate(hub.client(), partners);
            for (int i = 0; i <= last; i++) {
                assertThat(post(hub, messages.get(i)).body())
                        .as("the receipt of the message that met %s, after a change of certificate", points.get(i))
                        .isEqualTo(receipts.get(i));
            }
            As2Hubs.await("every order once", () -> stored() == points.size());
        }
    }

    private Path receiver() throws IOException {
        Path partners = partners("globex", "Globex Retail", Identity.GLOBEX, Identity.ACME);
        Files.writeString(partners.resolve("acme.yaml"), """
                partner: acme
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP }, { scheme: as2, id: ACME } ]
                certificates: [ { file: acme.pem } ]
                connections:
                  orders-in: { door: as2, direction: in }
                acknowledge: { functional: none }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ store ] }
                """);
        Files.writeString(partners.resolve("store.yaml"), """
                partner: store
                connections:
                  inbox: { door: folder, direction: out, path: "%s" }
                agreements:
                  - { sends: Order, as: json, through: inbox }
                """.formatted(folder.resolve("store")));
        return partners;
    }

    private int stored() {
        try (var files = Files.list(folder.resolve("store"))) {
            return (int) files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The old key is gone: what comes again can neither be opened nor receipted anew. */
    private static void changeCertificate(HubClient client, Path partners) throws IOException {
        var export = client.get("api/v1/partners/export").json();
        Map<String, Object> files = new LinkedHashMap<>();
        export.path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
        Identity next = Identity.make("globex");
        // A private key stays in the folder of each hub; the record keeps the certificate only.
        next.writeKey(partners);
        files.put("globex.pem", base64(next.writeCertificate(partners)));
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "files", files, "expected", export.path("version").longValue(), "note", "new key"));
        HubClient.Answer answer = client.post("api/v1/partners/apply", "application/json", body, Map.of());
        assertThat(answer.fine()).as(answer.text()).isTrue();
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private static Composed message(String id) throws IOException {
        return MessageComposer.compose(
                new Letter(
                        "ACME",
                        "Globex Retail",
                        id,
                        "order",
                        "application/edi-x12",
                        "",
                        Content.ascii(
                                As2Hubs.order("PO-" + id).replace("*ZZ*ACME           *", "*ZZ*GLOBEX         *"))),
                Messages.signedAndEncrypted(),
                new Workspace(Path.of(System.getProperty("java.io.tmpdir")), Integer.MAX_VALUE));
    }

    private static HttpResponse<byte[]> post(HubProcess hub, Composed message) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address().resolve("/as2"));
        message.headers().fields().forEach(field -> request.setHeader(field.name(), field.value()));
        return CLIENT.send(
                request.POST(BodyPublishers.ofByteArray(message.body().bytes())).build(), BodyHandlers.ofByteArray());
    }

    private static boolean answered(HubProcess hub, Composed message) throws Exception {
        try {
            post(hub, message);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] proven(String id, Composed message, HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        MimeHeaders headers = MimeHeaders.of(
                "Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
        ReceiptReader.Read read =
                ReceiptReader.read(headers, Content.of(answer.body()), List.of(Identity.GLOBEX.certificate()));
        assertThat(ReceiptMatch.judge(new ReceiptMatch.Sent(id, message.mic(), true, false), read))
                .isInstanceOf(ReceiptMatch.Verdict.Proven.class);
        return answer.body();
    }

    // ---- sending ----------------------------------------------------------------------------------------------------

    @Test
    void whereverTheSenderDiesThePartnerSeesOneMessageAndTheReceiptIsKept() throws Exception {
        List<String> points = List.of(
                "before-message-kept",
                "after-message-kept",
                "before-http-send",
                "after-http-answer",
                "before-receipt-kept",
                "after-receipt-kept",
                "before-outcome-commit",
                "after-outcome-commit");
        try (Globex globex = new Globex(folder)) {
            String token = BearerToken.generate(new SecureRandom()).reveal();
            Path partners = sender(TokenHash.of(token).toString(), globex.url());
            boolean handedIn = false;
            for (String point : points) {
                try (HubProcess hub =
                        HubProcess.start(settings("acme", partners).with(CrashPoints.VARIABLE, point))) {
                    if (!handedIn) {
                        HubClient.Answer answer = new HubClient(hub.address(), token)
                                .post("api/v1/interchanges", "application/edi-x12", order(), Map.of());
                        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
                        handedIn = true;
                    }
                    assertThat(hub.awaitEnd(LONGEST)).as("died at %s", point).isTrue();
                    assertThat(hub.exitCode()).isEqualTo(CrashPoints.EXIT_CODE);
                }
            }
            try (HubProcess hub = HubProcess.start(settings("acme", partners))) {
                assertThat(globex.ids().stream().distinct()).as("one message").hasSize(1);
                // The repeats before it was durable may be other bytes; none of those was sent.
                assertThat(globex.bodies().stream().distinct())
                        .as("always the same bytes")
                        .hasSize(1);
                assertThat(globex.ids()).hasSizeGreaterThan(1);
                var found = hub.client()
                        .get("api/v1/transmissions/" + globex.ids().get(0).split("@")[0]);
                assertThat(found.text()).contains("SENT");
            }
        }
    }

    private static byte[] order() {
        return As2Hubs.order("PO-CRASH").getBytes(StandardCharsets.US_ASCII);
    }

    private Path sender(String tokenHash, URI url) throws IOException {
        Path partners = partners("acme", "ACME", Identity.ACME, Identity.GLOBEX);
        Files.writeString(partners.resolve("erp.yaml"), """
                partner: erp
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  in: { door: http, token: "%s" }
                acknowledge: { functional: none }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: in, deliver: [ globex ] }
                """.formatted(tokenHash));
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEX }, { scheme: as2, id: "Globex Retail" } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  orders-out: { door: as2, url: "%s" }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: orders-out }
                """.formatted(url));
        return partners;
    }

    private Path partners(String name, String as2Name, Identity own, Identity other) throws IOException {
        Path partners = Files.createDirectories(folder.resolve(name).resolve("partners"));
        own.writeCertificate(partners);
        own.writeKey(partners);
        other.writeCertificate(partners);
        Files.writeString(partners.resolve("us.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: %s }, { scheme: as2, id: "%s" } ]
                certificates: [ { file: %s.pem, key: %s.key } ]
                """.formatted(
                        name.toUpperCase(java.util.Locale.ROOT), as2Name, name, name));
        return partners;
    }

    private HubProcess.Settings settings(String name, Path partners) {
        return HubProcess.Settings.of(
                HOME,
                folder.resolve(name).resolve("data"),
                partners,
                Map.of(
                        "LADING_DELIVERY_RETRY_FIRST",
                        "100ms",
                        "LADING_FOLDERS_EXCHANGE",
                        folder.resolve("store").toString()));
    }

    /** A partner that opens each message and receipts it. */
    private static final class Globex implements AutoCloseable {
        private final HttpServer server;
        private final Path folder;
        private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
        private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

        Globex(Path folder) throws IOException {
            this.folder = folder;
            this.server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/", this::take);
            server.start();
        }

        URI url() {
            return URI.create("http://localhost:" + server.getAddress().getPort() + "/as2");
        }

        List<String> ids() {
            return List.copyOf(ids);
        }

        List<String> bodies() {
            return List.copyOf(bodies);
        }

        private void take(HttpExchange exchange) throws IOException {
            List<String> fields = new ArrayList<>();
            exchange.getRequestHeaders().forEach((name, values) -> {
                fields.add(name);
                fields.add(values.get(0));
            });
            MimeHeaders headers = MimeHeaders.of(fields.toArray(String[]::new));
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = MessageId.plain(headers.first("Message-ID").orElseThrow());
            ids.add(id);
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            try (Workspace workspace = new Workspace(folder, Integer.MAX_VALUE)) {
                OpenedMessage opened = Messages.opened(
                        Messages.open(headers, Content.of(body), Messages.agreed(true, true), workspace));
                ReceiptWriter.Written written = ReceiptWriter.write(
                        new ReceiptWriter.Envelope("Globex Retail", "ACME", "r-" + id, Instant.EPOCH),
                        new Receipt(Optional.of(id), Disposition.PROCESSED, Optional.of(opened.mic()), "Taken."),
                        Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256)));
                written.headers().fields().forEach(field -> exchange.getResponseHeaders()
                        .set(field.name(), field.value()));
                exchange.sendResponseHeaders(200, written.body().length);
                exchange.getResponseBody().write(written.body());
            } finally {
                exchange.close();
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
