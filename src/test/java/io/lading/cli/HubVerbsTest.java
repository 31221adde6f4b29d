package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that ask a running hub, against one that answers what the test tells it to. */
class HubVerbsTest {
    private static final String ENTRY =
            "{\"id\":\"D1\",\"at\":\"2026-10-01T12:00:00Z\",\"standing\":\"DELIVERED\",\"type\":\"Order\","
                    + "\"number\":\"PO-4711\",\"partner\":\"globex\",\"total\":54655.00,\"currency\":\"USD\"}";

    @TempDir
    Path folder;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer hub;

    @BeforeEach
    void startTheHub() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", this::answer);
        hub.start();
        Files.writeString(
                folder.resolve("hub.json"),
                "{\"url\":\"http://127.0.0.1:" + hub.getAddress().getPort() + "/\",\"pid\":1}");
        Files.writeString(folder.resolve("admin-token"), "ldg_secret\n");
    }

    @AfterEach
    void stopTheHub() {
        hub.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + (body.isEmpty() ? "" : " " + body));
        String text = answers.get(exchange.getRequestURI().getPath());
        byte[] bytes = (text == null ? "{\"title\":\"Not found\",\"detail\":\"Nothing is known by this id.\"}" : text)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void handsAFileToTheHubAndSaysWhatBecameOfIt() throws Exception {
        Path file = Files.writeString(folder.resolve("order.x12"), "ISA*");
        answers.put("/api/v1/interchanges", """
                {"transmission":"T1","standing":"DELIVERED","documents":[{"type":"Order","number":"PO-4711"}],
                 "acknowledgements":[{"kind":"997","status":"ACCEPTED"}]}""");

        CommandRun run = run("send", "--as", "globex/orders-in", file.toString());

        assertThat(asked)
                .containsExactly("POST /api/v1/interchanges?wait=10s&connection=globex%2Forders-in&file=order.x12"
                        + " Bearer ldg_secret ISA*");
        assertThat(run)
                .isEqualTo(new CommandRun(
                        0, file + "  receipt T1  delivered\n  Order PO-4711\n  answered by 997, accepted\n", ""));
    }

    @Test
    void endsWithOneWhenWhatWasSentIsRejected() throws Exception {
        Path file = Files.writeString(folder.resolve("order.x12"), "ISA*");
        answers.put("/api/v1/interchanges", """
                {"transmission":"T1","standing":"REJECTED","findings":[{"segment":"PO1","segmentOrdinal":3,"element":2,
                 "message":"expected a number"}]}""");

        CommandRun run = run("send", file.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).endsWith("  segment 3 PO1, element 2: expected a number\n");
    }

    @Test
    void findsByAnyNumberAndPrintsALineOrAnObjectForEach() {
        answers.put("/api/v1/activity", "{\"activity\":[" + ENTRY + "]}");

        assertThat(run("find", "PO-4711").out())
                .startsWith("D1  ")
                .contains("Order PO-4711", "globex", "delivered", "54,655.00 USD");
        assertThat(run("find", "--json", "PO-4711").out())
                .startsWith("{\"id\":\"D1\"")
                .hasLineCount(1);
        assertThat(asked).first().asString().startsWith("GET /api/v1/activity?text=PO-4711&limit=20 ");
    }

    @Test
    void endsWithOneWhenNothingIsFound() {
        answers.put("/api/v1/activity", "{\"activity\":[]}");

        assertThat(run("find", "PO-0")).isEqualTo(new CommandRun(1, "Nothing is known by \"PO-0\".\n", ""));
    }

    @Test
    void showsADocumentsStory() {
        answers.put("/api/v1/documents/D1/timeline", """
                {"title":"PO-4711","subject":"Globex → Initech","standing":"DELIVERED","duration":"PT0.041S",
                 "steps":[{"at":"","word":"received","text":"1,584 bytes over AS2","tone":"GOOD"}]}""");

        assertThat(run("show", "D1").out())
                .contains("PO-4711  Globex → Initech", "delivered, 41 ms", "received     1,584 bytes over AS2");
        assertThat(run("show", "D2"))
                .isEqualTo(new CommandRun(ExitCode.WRONG_USE, "", "Nothing is known by this id.\n"));
    }

    @Test
    void tailsTheLatestTheNewestLast() {
        answers.put("/api/v1/activity", "{\"activity\":[" + ENTRY.replace("D1", "D2") + "," + ENTRY + "]}");

        assertThat(run("tail", "--once", "--json").out().lines())
                .satisfiesExactly(first -> assertThat(first).contains("\"D1\""), second -> assertThat(second)
                        .contains("\"D2\""));
    }

    private CommandRun run(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb, "--data", folder.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
