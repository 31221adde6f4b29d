package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever repeats an interchange asks for its answer: one that could not be delivered is tried again each time. */
@Tag("long")
class AnswerAgainTest {
    private static final String FOLDER = "acks-out: { door: folder, direction: out, path: acks }";
    private static final String ORDER = order("PO-A1", "000000791", "85");

    private static ServedHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = ServedHub.start(new String[] {"delivery.allowTargetsPerConnection=loopback"}, ApiConfiguration.class);
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
    }

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int status = 404;
    private HttpServer partner;
    private String http;

    @BeforeEach
    void answersGoToAServerThatRefusesThem() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.createContext("/", this::take);
        partner.start();
        http = "acks-out: { door: http, url: \"http://127.0.0.1:"
                + partner.getAddress().getPort() + "/acks\", allowTargets: [ loopback ] }";
        change(FOLDER, http);
    }

    @AfterEach
    void asItWas() {
        change(http, FOLDER);
        partner.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    }

    @Test
    void isTriedOnceForEachRepetitionUntilItIsTaken() {
        String first = hub.postAndWait(ORDER)
                .path("acknowledgements")
                .path(0)
                .path("transmission")
                .asString();
        awaitState(first, "given up", 1);

        hub.postAndWait(ORDER);
        awaitState(first, "given up", 2);

        status = 200;
        hub.postAndWait(ORDER);
        awaitState(first, "delivered", 3);
        assertThat(keys)
                .as("always the same bytes under the same key")
                .hasSize(3)
                .containsOnly(keys.get(0));
    }

    private void awaitState(String transmission, String word, int tries) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            String text = hub.get(hub.administrator, "/api/v1/transmissions/" + transmission + "/timeline")
                    .text();
            if (keys.size() == tries && text.contains(word)) {
                return;
            }
            assertThat(System.nanoTime()).as(text).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void change(String from, String to) {
        ServedHub.Answer applied = hub.changePartner(hub.administrator, "globex.yaml", from, to);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }
}
