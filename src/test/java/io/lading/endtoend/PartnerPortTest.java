package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static io.lading.endtoend.DoorsHub.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lading.Needs;
import io.lading.endtoend.RawHttp.Answer;
import io.lading.operations.Hub;
import io.lading.operations.TestSettings;
import io.lading.security.OwnCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Partners and administrators each at a port of their own. */
@Timeout(120)
@Tag("long")
class PartnerPortTest {
    private static final DoorsHub HUB = DoorsHub.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-in",
                "/health",
                "/health/live",
                "/metrics",
                "/api/v1/partners",
                "/api/v1/documents",
                "/api/v1/openapi.json",
                "/api/v1/interchanges/../documents",
                "/as2/../metrics",
                "/as2;/../metrics",
                "/services/..;/metrics",
                "/partners/%2e%2e/metrics",
                "/as2%2f..%2fmetrics",
                "/error",
                "/assets/lading.css"
            })
    void servesNothingButPartnersDoorsAtThePartnersPort(String path) {
        Answer answer = HUB.partners.get(path, bearer(HUB.administrator));

        assertThat(answer.status()).as(answer.text()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("jvm_memory", "openapi", "UP");
    }

    @Test
    void servesNoPartnersDoorAtTheOwnPort() {
        for (String path : List.of("/as2", "/services/lading", "/services", "/partners/globex/orders")) {
            assertThat(HUB.own
                            .post(path, order("GLOBEX", 1), bearer(HUB.globexToken))
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(HUB.own.get("/health/live").status()).isEqualTo(200);
        assertThat(HUB.own.get("/metrics").status()).isEqualTo(200);
    }

    @Test
    void knowsNoAdministratorsTokenAtThePartnersPortAndNoPartnersTokenAtTheOwn() {
        String path = "/api/v1/interchanges?connection=globex/orders";

        assertThat(HUB.partners
                        .post(path, order("GLOBEX", 11), bearer(HUB.administrator))
                        .status())
                .isEqualTo(401);
        assertThat(HUB.partners
                        .get("/api/v1/transmissions", bearer(HUB.administrator))
                        .status())
                .isEqualTo(401);
        assertThat(HUB.own
                        .post(path, order("GLOBEX", 12), bearer(HUB.globexToken))
                        .status())
                .isEqualTo(401);
        assertThat(HUB.own.get("/api/v1/transmissions", bearer(HUB.globexToken)).status())
                .isEqualTo(401);

        assertThat(HUB.partners
                        .post("/api/v1/interchanges", order("GLOBEX", 13), bearer(HUB.globexToken))
                        .status())
                .isEqualTo(202);
        assertThat(HUB.own
                        .post(path, order("GLOBEX", 14), bearer(HUB.administrator))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void speaksTls12And13WithForwardSecrecyAndNothingOlder() throws IOException {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = (SSLSocket) HUB.partners.open()) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
                assertThat(socket.getSession().getCipherSuite()).containsAnyOf("GCM", "CHACHA20");
            }
        }
        try (SSLSocket old = (SSLSocket) HUB.partners.open()) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            old.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"});
            assertThatThrownBy(old::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void showsItsNewCertificateWithoutARestartAndKeepsItWhenTheNextIsBroken() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.lading.operations.ServerTls");
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.list = new CopyOnWriteArrayList<>();
        said.start();
        logger.addAppender(said);
        OwnCertificate next = DoorsHub.certificate("localhost", Instant.now(), Duration.ofDays(20));
        OwnCertificate other = DoorsHub.certificate("localhost", Instant.now(), Duration.ofDays(20));
        OwnCertificate ended = DoorsHub.certificate("localhost", Instant.EPOCH, Duration.ofDays(20));
        try (SSLSocket before = (SSLSocket) HUB.partners.open()) {
            before.startHandshake();

            HUB.show(next);
            As2Hubs.await("the new certificate", () -> shown().equals(next.certificate()));
            before.getOutputStream().write("GET /as2 HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.read(before).status())
                    .as("what was open goes on")
                    .isBetween(200, 499);

            Files.writeString(HUB.folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nhalf of");
            As2Hubs.await("a word about half a file", () -> warned(said, "no certificate can be read"));
            Files.writeString(HUB.folder.resolve("server.pem"), other.certificatePem());
            As2Hubs.await("a word about another's key", () -> warned(said, "does not go with the certificate"));
            Files.delete(HUB.folder.resolve("server.key"));
            As2Hubs.await("a word about no key", () -> warned(said, "expects"));
            HUB.show(ended);
            As2Hubs.await("a word about its end", () -> warned(said, "until 1970-01-2"));
            assertThat(shown()).isEqualTo(next.certificate());

            HUB.show(other);
            As2Hubs.await("the mended one", () -> shown().equals(other.certificate()));
        } finally {
            logger.detachAppender(said);
        }
    }

    private static X509Certificate shown() {
        try (SSLSocket socket = (SSLSocket) HUB.partners.open()) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean warned(ListAppender<ILoggingEvent> said, String words) {
        return said.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .anyMatch(line -> line.getFormattedMessage().contains(words));
    }

    @Test
    void refusesTls11AndPlainHttpToOpensslAndSockets() throws Exception {
        Answer plain = RawHttp.to(java.net.URI.create(
                        "http://127.0.0.1:" + HUB.partners.target().getPort()))
                .get("/as2");
        assertThat(plain.status()).isIn(0, 400);

        Needs.thatHolds(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        String said = run(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + HUB.partners.target().getPort(),
                "-tls1_1",
                "-cipher",
                "ALL@SECLEVEL=0");
        assertThat(said).contains("alert protocol version");
    }

    @Test
    void takesWhatCurlSends() throws Exception {
        Needs.thatHolds(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        Path file = Files.writeString(HUB.folder.resolve("curl.x12"), order("GLOBEX", 21));

        String said = run(
                "curl",
                "-sS",
                "--cacert",
                HUB.folder.resolve("server.pem").toString(),
                "--resolve",
                "localhost:" + HUB.partners.target().getPort() + ":127.0.0.1",
                "-H",
                bearer(HUB.globexToken),
                "--data-binary",
                "@" + file,
                "https://localhost:" + HUB.partners.target().getPort() + "/partners/globex/orders");

        assertThat(said).startsWith("ISA*").contains("AK1*PO*21", "AK5*A");
    }

    @Test
    void saysWhichPortIsTaken(@TempDir Path data) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                io.lading.operations.TestDatabase record = io.lading.operations.TestDatabase.fresh()) {
            var settings = TestSettings.in(data, record.environment(), "partners.port=" + other.getLocalPort());

            assertThatThrownBy(() -> Hub.start(settings).close())
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " of 127.0.0.1 is taken")
                    .hasMessageContaining("partners.port");
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
