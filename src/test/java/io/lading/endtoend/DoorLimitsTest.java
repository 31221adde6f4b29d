package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static io.lading.endtoend.DoorsHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the doors bear of one address, one partner, and senders that take their time (hostile group 12). */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // an address that guessed is kept out for a while
@Tag("long")
class DoorLimitsTest {
    private static final String PROXY = "127.0.0.2";
    private static final int AT_ONCE = 30;

    private static DoorsHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = DoorsHub.with(
                "limits.requestsPerAddress=20",
                "limits.requestsPerPartner=1",
                "limits.headerTime=1s",
                "http.trustedProxies=" + PROXY + ", 10.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        hub.stop();
    }

    @Order(1)
    @Test
    void answers429ToAPartnerThatHandsInMoreThanItMayAndCountsIt() {
        List<Answer> answers = atOnce(
                i -> hub.partners.post("/api/v1/interchanges", order("GLOBEX", 500 + i), bearer(hub.globexToken)));

        assertThat(answers).extracting(Answer::status).containsOnly(202, 429);
        Answer last = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(last.body()).contains("nothing was kept");
        assertThat(hub.own.get("/metrics").body()).contains("lading_http_refused_total{reason=\"partner-rate\"}");
    }

    @Order(1)
    @Test
    void theSoapDoorSaysWhenToComeAgain() {
        String call = SoapMessages.envelope("", SoapMessages.byNumber("PO-1"));
        List<Answer> answers = atOnce(
                i -> hub.partners.post("/services/lading", call, bearer(hub.soapToken), "Content-Type: text/xml"));

        assertThat(answers).anySatisfy(answer -> {
            assertThat(answer.text()).contains("UNAVAILABLE");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        });
    }

    @Order(3)
    @Test
    void answers429ToAnAddressThatGuessesTokens() {
        atOnce(i -> hub.partners.post("/partners/globex/orders", "ISA", bearer("ldg_guess" + i)));
        Answer answer = hub.partners.post("/partners/globex/orders", "ISA", bearer("ldg_guess"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(hub.partners.get("/as2").status()).as("AS2 is behind it too").isEqualTo(429);
        assertThat(hub.own.get("/health/live").status())
                .as("administrators are not kept out")
                .isEqualTo(200);
        assertThat(hub.own.get("/metrics").body()).contains("lading_http_refused_total{reason=\"address-rate\"}");
    }

    @Order(4)
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a machine has but one loopback address")
    void tellsCallersApartThatComeThroughAProxyOfOursAndBelievesNobodyElse() {
        RawHttp proxy = hub.partners.from(PROXY);
        String known = ", 198.51.100.7, 10.1.1.1"; // what stands before it is invented
        atOnce(i -> proxy.post(
                "/partners/globex/orders", "ISA", "X-Forwarded-For: 203.0.113." + i + known, bearer("ldg_guess" + i)));
        Answer guess = proxy.post("/partners/globex/orders", "ISA", "X-Forwarded-For: 203.0.113.99" + known);

        assertThat(guess.status()).as("who guesses is kept out").isEqualTo(429);
        assertThat(proxy.get("/as2", "X-Forwarded-For: 198.51.100.8").status())
                .as("another one behind the same proxy is not")
                .isNotEqualTo(429);
        RawHttp noProxy = hub.partners.from("127.0.0.3");
        atOnce(i -> noProxy.post(
                "/partners/globex/orders", "ISA", "X-Forwarded-For: 203.0.113." + i, bearer("ldg_guess" + i)));
        Answer invented = noProxy.post("/partners/globex/orders", "ISA", "X-Forwarded-For: 203.0.113.99");
        assertThat(invented.status()).as("an address cannot be invented").isEqualTo(429);
    }

    /** So many that no machine is too slow for the limit to be reached. */
    private static List<Answer> atOnce(IntFunction<Answer> call) {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Answer>> calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), callers))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdown();
        }
    }

    @Order(2)
    @Test
    void group12EndsItsPatienceWithAHeaderThatComesByteByByte() throws IOException {
        try (Socket socket = hub.partners.open()) {
            long begun = System.nanoTime();
            boolean open = true;
            socket.setSoTimeout(200); // a byte each time nothing came
            socket.getOutputStream()
                    .write("POST /as2 HTTP/1.1\r\nHost: hub\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (open && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
                open = staysOpen(socket);
            }

            assertThat(open).isFalse();
            assertThat(hub.own.get("/metrics").body()).contains("lading_http_refused_total{reason=\"slow-header\"}");
        }
    }

    @Order(2)
    @Test
    void group12EndsItsPatienceWithAHandshakeThatComesByteByByte() throws IOException {
        try (Socket socket = new Socket(
                hub.partners.target().getHost(), hub.partners.target().getPort())) {
            long begun = System.nanoTime();
            boolean open = true;
            socket.setSoTimeout(200); // a byte each time nothing came
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0}); // a ClientHello of 512 bytes begins
            while (open && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
                open = staysOpen(socket);
            }

            assertThat(open).isFalse();
        }
    }

    @Order(2)
    @Test
    void aBodyMayTakeLongerThanAHeader() throws IOException {
        try (Socket socket = hub.partners.open()) {
            String head = """
                    POST /as2 HTTP/1.1\r
                    Host: hub\r
                    AS2-From: ACME\r
                    AS2-To: GLOBEX\r
                    Message-ID: <slow@x>\r
                    Connection: close\r
                    Content-Length: 12\r
                    \r
                    """;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(250);
            for (int i = 0; i < 11; i++) {
                assertThat(staysOpen(socket)).as("byte " + i).isTrue();
            }
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write('x');

            assertThat(RawHttp.read(socket).body()).as("unsigned").isNotEmpty();
        }
    }

    private static boolean staysOpen(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    @Order(2)
    @Test
    void group12BreaksABodyOffThatComesSlowlyOrNotAtAll() throws IOException {
        try (Socket slow = hub.own.open();
                Socket idle = hub.own.open()) {
            // Hooli, for Globex may have reached its limit just now, and would be refused before it can be slow.
            String head = "POST /api/v1/interchanges?connection=hooli/orders HTTP/1.1\r\nHost: hub\r\n"
                    + bearer(hub.administrator) + "\r\nContent-Length: 9223372036854775\r\n\r\nISA";
            String small = head.replace("9223372036854775", "2000");
            slow.getOutputStream().write(small.getBytes(StandardCharsets.US_ASCII));
            idle.getOutputStream().write(small.getBytes(StandardCharsets.US_ASCII));
            slow.setSoTimeout(500);
            int sent = 0;
            while (sent < 1900 && staysOpen(slow) && nothingCame(slow)) {
                sent++; // one each half second: whole it would be in a quarter of an hour
            }

            assertThat(sent).as("broken off long before it was whole").isLessThan(1900);
            assertThat(RawHttp.read(idle).status()).isIn(0, 400, 408);
            assertThat(hub.own.get("/metrics").body()).contains("lading_http_refused_total{reason=\"slow-body\"}");
        }
    }

    private static boolean nothingCame(Socket socket) throws IOException {
        try {
            return socket.getInputStream().available() == 0;
        } catch (SocketException e) {
            return false; // Reset between two looks: broken off as well.
        }
    }
}
