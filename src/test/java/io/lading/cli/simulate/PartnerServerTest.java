package io.lading.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnerServerTest {
    private PartnerServer server;

    @BeforeEach
    void start() throws IOException {
        server = PartnerServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesEffectOnceForAKeyAndCountsTheRepeats() throws Exception {
        Mailbox orders = server.open("/orders");

        post("/orders", "key-1", "first");
        post("/orders", "key-1", "first");
        post("/orders", "key-2", "second");

        assertThat(orders.effects()).extracting(Arrival::text).containsExactly("first", "second");
        assertThat(orders.repeats()).extracting(Arrival::key).containsExactly("key-1");
        assertThat(orders.conflicts()).isEmpty();
    }

    @Test
    void reportsAKeyThatCameAgainWithOtherBytes() throws Exception {
        Mailbox orders = server.open("/orders");

        post("/orders", "key-1", "first");
        post("/orders", "key-1", "other");

        assertThat(orders.conflicts()).containsExactly("key-1");
    }

    @Test
    void refusesWithoutEffectWhenTold() throws Exception {
        Mailbox orders = server.open("/orders").refusing(1);

        assertThat(post("/orders", "key-1", "first")).isEqualTo(503);
        assertThat(post("/orders", "key-1", "first")).isEqualTo(200);
        assertThat(orders.effects()).hasSize(1);
        assertThat(orders.refused()).isEqualTo(1);
    }

    @Test
    void losesAnAnswerAfterItTookEffect() throws Exception {
        Mailbox orders = server.open("/orders").losingAnswers(1);

        assertThatThrownBy(() -> post("/orders", "key-1", "first")).isInstanceOf(IOException.class);
        assertThat(orders.await(1, Duration.ofSeconds(5))).isTrue();
    }

    private int post(String path, String key, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
