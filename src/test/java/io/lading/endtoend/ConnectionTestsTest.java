package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.lading.api.ApiConfiguration;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.partner.PartnerFiles;
import io.lading.routing.ConnectionTests;
import io.lading.routing.PartnerSheet;
import io.lading.security.PasswordHash;
import io.lading.tracking.PartnersInForce;
import io.lading.transport.ProbeStep;
import io.lading.transport.ProbeStep.Result;
import io.lading.transport.as2.Identity;
import io.lading.transport.sftp.MailboxServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test of connections finds, against real servers on this machine. */
@Tag("long")
class ConnectionTestsTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static final Identity SERVER = Identity.make("localhost");
    private static final AtomicInteger STATUS = new AtomicInteger(204);
    private static final AtomicInteger POSTED = new AtomicInteger();
    private static TestDatabase record;
    private static Hub hub;
    private static HttpServer http;
    private static HttpsServer https;

    @BeforeAll
    static void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                POSTED.addAndGet(exchange.getRequestBody().readAllBytes().length);
            }
            exchange.sendResponseHeaders(STATUS.get(), -1);
            exchange.close();
        });
        http.start();
        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = selfSigned();
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters chosen = context.getDefaultSSLParameters();
                chosen.setWantClientAuth(true);
                parameters.setSSLParameters(chosen);
            }
        });
        https.createContext("/", exchange -> {
            exchange.sendResponseHeaders(knows(((HttpsExchange) exchange).getSSLSession()) ? 204 : 401, -1);
            exchange.close();
        });
        https.start();
        record = TestDatabase.fresh();
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Identity.GLOBEX.writeCertificate(partners);
        Identity.ACME.writeCertificate(partners);
        Identity.ACME.writeKey(partners);
        Files.writeString(partners.resolve("us.yaml"), """
                partner: us
                name: Acme
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME }, { scheme: as2, id: ACME } ]
                certificates: [ { file: acme.pem, key: acme.key } ]
                """);
        Files.writeString(partners.resolve("boxed.yaml"), """
                partner: boxed
                connections:
                  drop: { door: mailbox, user: boxed, password: "%s" }
                  collect: { door: mailbox, direction: out }
                """.formatted(
                PasswordHash.of(PASSWORD.toCharArray(), new SecureRandom()).text()));
        hub = Hub.start(
                TestSettings.in(
                        folder.resolve("data"),
                        record.environment(),
                        "folders.partners=" + partners,
                        "mailboxes.port=0",
                        "http.publicUrl=https://edi.acme.example",
                        "delivery.connectTimeout=2s",
                        "delivery.allowTargets=loopback"),
                ApiConfiguration.class);
        describeGlobex(partners);
        PartnersInForce inForce = hub.part(PartnersInForce.class);
        assertThat(inForce.apply(PartnerFiles.read(partners), inForce.version(), "test", "")
                        .problems())
                .isEmpty();
    }

    private static void describeGlobex(Path partners) throws Exception {
        Path secrets = Files.createDirectories(folder.resolve("data/secrets"));
        Files.writeString(secrets.resolve("boxed-password"), PASSWORD);
        Files.writeString(secrets.resolve("wrong-password"), PASSWORD + "!");
        MailboxServer server = hub.part(MailboxServer.class);
        SERVER.writeCertificate(partners);
        Identity.ACME.writeKey(secrets);
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        String sftp = "door: sftp, direction: out, host: localhost, port: " + server.port() + ", user: boxed";
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                name: Globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEX }, { scheme: as2, id: "Globex Retail" } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  plain: { door: http, url: "http://localhost:%1$d/orders" }
                  tls: { door: http, url: "https://localhost:%2$d/orders" }
                  pinned: { door: http, url: "https://localhost:%2$d/orders", trust: localhost.pem }
                  shown: { door: http, url: "https://localhost:%2$d/orders", trust: localhost.pem, certificate: acme.pem, key: "file:secrets/acme.key" }
                  as2-shown: { door: as2, as2Name: "Globex over TLS", url: "https://localhost:%2$d/as2", trust: localhost.pem, certificate: acme.pem, key: "file:secrets/acme.key" }
                  closed: { door: http, url: "http://localhost:%3$d/orders" }
                  forbidden: { door: http, url: "http://metadata.example.invalid/" }
                  real: { door: http, url: "http://localhost:%1$d/orders", production: true }
                  as2-in: { door: as2, direction: in }
                  as2-out: { door: as2, url: "http://localhost:%1$d/as2" }
                  put: { %4$s, folder: /in, password: "file:secrets/boxed-password", hostKey: "%5$s" }
                  wrong-password: { %4$s, folder: /in, password: "file:secrets/wrong-password", hostKey: "%5$s" }
                  wrong-key: { %4$s, folder: /in, password: "file:secrets/boxed-password",
                               hostKey: "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDsdkT6GnRXp2VqPGE" }
                  no-folder: { %4$s, folder: /nowhere, password: "file:secrets/boxed-password", hostKey: "%5$s" }
                  service: { door: soap, url: "http://localhost:%1$d/service", namespace: "urn:x", operation: Take, element: it, payload: xml }
                  calls: { door: soap, user: globex-soap, password: "%6$s" }
                  here: { door: folder, direction: out, path: globex/out }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: as2-out, expect: { functional: 997, within: 24h } }
                """.formatted(
                http.getAddress().getPort(),
                https.getAddress().getPort(),
                closed,
                sftp,
                server.fingerprint().replaceFirst(" .*", ""), // the first one, which new clients prefer
                PasswordHash.of(PASSWORD.toCharArray(), new SecureRandom()).text()));
    }

    private static SSLContext selfSigned() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", SERVER.key(), new char[0], new Certificate[] {SERVER.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyStore callers = KeyStore.getInstance("PKCS12");
        callers.load(null, null);
        callers.setCertificateEntry("acme", Identity.ACME.certificate());
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init(callers);
        context.init(keys.getKeyManagers(), known.getTrustManagers(), null);
        return context;
    }

    private static boolean knows(SSLSession session) {
        try {
            return session.getPeerCertificates()[0].equals(Identity.ACME.certificate());
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        http.stop(0);
        https.stop(0);
        if (hub != null) {
            hub.close();
            record.close();
        }
    }

    @Test
    void anHttpServerThatAnswersIsSaidToBeThere() {
        assertThat(results("plain")).containsExactly("name OK", "connect OK", "TLS WARNING", "answer OK");
        assertThat(POSTED).as("nothing is posted").hasValue(0);
    }

    @Test
    void anAnswerAboutAuthorizationIsAFailureWithAdvice() {
        STATUS.set(401);
        try {
            assertThat(last("plain"))
                    .returns(Result.FAILED, ProbeStep::result)
                    .extracting(ProbeStep::sentence, ProbeStep::advice)
                    .containsExactly(
                            "The server answers 401: it does not take our token, password or certificate.",
                            "Check 'bearer' or 'headers' of the connection, and ask the partner whether ours is switched on.");
        } finally {
            STATUS.set(204);
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsDescribedAllTheSame() {
        assertThat(results("tls")).containsExactly("name OK", "connect OK", "TLS FAILED", "certificate OK");
        assertThat(last("tls").sentence())
                .startsWith("CN=localhost, by CN=localhost, until ")
                .contains("1 certificate sent");
    }

    @Test
    void aConnectionTrustsWhomItSaysAndShowsItsOwnCertificate() {
        assertThat(results("pinned"))
                .containsExactly("name OK", "connect OK", "TLS OK", "certificate OK", "answer FAILED");
        assertThat(last("pinned").sentence()).contains("401");
        assertThat(results("shown")).containsExactly("name OK", "connect OK", "TLS OK", "certificate OK", "answer OK");
        assertThat(results("as2-shown")).contains("TLS OK", "answer OK");
    }

    @Test
    void aClosedPortAndAnUnknownNameEndTheTestWithAdvice() {
        assertThat(results("closed")).containsExactly("name OK", "connect FAILED");
        assertThat(last("closed").advice()).contains("firewalls");
        assertThat(results("forbidden")).containsExactly("name FAILED");
        assertThat(last("forbidden").sentence()).contains("has no address");
    }

    @Test
    void aProductionConnectionIsNotCalledFromATestHub() {
        assertThat(results("real")).containsExactly("environment FAILED");
    }

    @Test
    void anSftpServerIsTriedToTheLastRight() throws Exception {
        assertThat(last("put").sentence()).isEqualTo("A file could be put and removed.");
        assertThat(results("put")).containsExactly("name OK", "connect OK", "sign-in OK", "folder OK", "write OK");
        assertThat(results("wrong-password")).last().isEqualTo("sign-in FAILED");
        assertThat(last("wrong-password").sentence()).contains("does not let us in as boxed with our password");
        assertThat(results("wrong-key")).last().isEqualTo("sign-in FAILED");
        assertThat(last("wrong-key").sentence()).contains("shows another key than 'hostKey' says");
        assertThat(results("no-folder")).last().isEqualTo("folder FAILED");
        try (Stream<Path> files = Files.walk(folder.resolve("data").resolve("mailboxes"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("what was put to try is removed")
                    .isEmpty();
        }
    }

    @Test
    void whatIsAgreedAboutAs2IsSaidBesideTheNetwork() {
        assertThat(results("as2-out"))
                .contains("agreed OK", "connect OK", "answer OK")
                .last()
                .isEqualTo("message NOTE");
        assertThat(results("as2-in")).doesNotContain("connect OK").contains("agreed OK");
        assertThat(test("as2-in", Optional.empty()))
                .extracting(ProbeStep::sentence)
                .anyMatch(sentence -> sentence.contains("takes messages from 'Globex Retail' as 'ACME'"));
    }

    @Test
    void aSoapServiceIsLookedForAndNotCalled() {
        assertThat(results("service"))
                .containsExactly("agreed OK", "name OK", "connect OK", "TLS WARNING", "answer OK", "call NOTE");
        assertThat(POSTED).hasValue(0);
        assertThat(results("calls")).containsExactly("service NOTE");
        assertThat(last("calls").sentence())
                .contains("https://edi.acme.example/services/lading?wsdl", "as globex-soap by UsernameToken");
    }

    @Test
    void mailboxesAreTriedFromThisSide() {
        List<ConnectionTests.Tested> tested =
                hub.part(ConnectionTests.class).test("boxed", Optional.empty(), Optional.empty());

        assertThat(tested).hasSize(2).allSatisfy(one -> assertThat(one.steps())
                .extracting(ProbeStep::result)
                .contains(Result.OK)
                .doesNotContain(Result.FAILED));
        assertThat(tested.get(0).steps().get(0).sentence()).contains("host key SHA256:");
    }

    @Test
    void aFileIsSentOnlyWhenItIsAskedFor() throws Exception {
        ConnectionTests.TestFile file = new ConnectionTests.TestFile("t.txt", "text/plain", new byte[] {1, 2, 3});

        ProbeStep posted = test("plain", Optional.of(file)).get(4);

        assertThat(posted.sentence()).startsWith("3 bytes were sent as test-");
        assertThat(POSTED).hasValue(3);
        POSTED.set(0);
        Path out = Files.createDirectories(folder.resolve("data/exchange/globex/out"));
        assertThat(test("here", Optional.of(file))).last().returns(Result.OK, ProbeStep::result);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).singleElement().satisfies(written -> assertThat(written)
                    .hasBinaryContent(file.content()));
        }
    }

    @Test
    void anAs2TestMessageThatGetsNoReceiptIsOfUnknownOutcome() {
        ConnectionTests.TestFile file = new ConnectionTests.TestFile("t.txt", "text/plain", new byte[] {1, 2, 3});

        ProbeStep sent = test("as2-out", Optional.of(file)).stream()
                .filter(step -> step.name().equals("send"))
                .findFirst()
                .orElseThrow();

        assertThat(sent.result()).isEqualTo(Result.FAILED);
        assertThat(sent.sentence()).contains("no receipt that can be relied on");
        POSTED.set(0);
    }

    @Test
    void theSheetTellsAPartnerAllItMustKnowAndNothingSecret() throws Exception {
        String sheet = hub.part(PartnerSheet.class).text("globex").orElseThrow();

        assertThat(sheet)
                .contains("What Globex needs to know to exchange documents with Acme")
                .contains("ZZ:ACME")
                .contains("our URL               https://edi.acme.example/as2")
                .contains("our AS2 name          ACME", "your AS2 name         Globex Retail")
                .contains("we send               Order as x12/004010/850; you answer with a 997 within 24 h")
                .contains("SHA-256 fingerprint", "-----BEGIN CERTIFICATE-----")
                .doesNotContain("PRIVATE KEY", PASSWORD);
        assertThat(hub.part(PartnerSheet.class).text("boxed").orElseThrow())
                .contains("server                edi.acme.example port ", "its host key          SHA256:", "boxed");
        assertThat(hub.part(PartnerSheet.class).text("nobody")).isEmpty();
    }

    private static List<ProbeStep> test(String connection, Optional<ConnectionTests.TestFile> file) {
        List<ConnectionTests.Tested> tested =
                hub.part(ConnectionTests.class).test("globex", Optional.of(connection), file);
        assertThat(tested).hasSize(1);
        return tested.get(0).steps();
    }

    private static List<String> results(String connection) {
        return test(connection, Optional.empty()).stream()
                .map(step -> step.name() + " " + step.result())
                .toList();
    }

    private static ProbeStep last(String connection) {
        List<ProbeStep> steps = test(connection, Optional.empty());
        return steps.get(steps.size() - 1);
    }
}
