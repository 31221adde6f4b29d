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
    void showsNoTerminalWhatItWouldObey() throws Exception {
        answers.put("/api/v1/documents/T1/payload", "ISA*\u001b]0;pwned\u0007~\r\n\tGS*\u009b2J~\n");

        assertThat(run("show", "T1", "--payload").out()).as("into a pipe").contains("\u001b]0;pwned");

        System.setProperty("lading.terminal", "true");
        try {
            assertThat(run("show", "T1", "--payload").out())
                    .contains("ISA*\uFFFD]0;pwned\uFFFD~\n\tGS*\uFFFD2J~\n")
                    .doesNotContain("\u001b", "\u009b");
        } finally {
            System.clearProperty("lading.terminal");
        }
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
    void findsByStatePartnerTypeAndTime() {
        answers.put(
                "/api/v1/activity",
                "{\"activity\":[" + ENTRY.replace("\"partner\"", "\"counterparts\":[\"initech\"],\"partner\"") + "]}");

        CommandRun found = run(
                "find",
                "--state",
                "overdue",
                "--partner",
                "initech",
                "--type",
                "Order",
                "--direction",
                "in",
                "--since",
                "2026-10-01T10:00:00Z");

        assertThat(found.out()).contains("globex → initech", "2026-10-01 ");
        assertThat(asked)
                .first()
                .asString()
                .startsWith("GET /api/v1/activity?state=overdue&partner=initech&type=Order&direction=in"
                        + "&from=2026-10-01T10%3A00%3A00Z&limit=20 ");
        assertThat(run("find", "--since", "yesterday").errors()).contains("--since: expected a time such as 2h, 7d");
    }

    @Test
    void retransmitsADocumentByItsIdAndAllThatFitOfTheWorkList() {
        answers.put("/api/v1/documents/D1", "{}");
        answers.put("/api/v1/documents/D1/retransmit", "{\"transmission\":\"T9\",\"transmissions\":[\"T9\"]}");
        answers.put("/api/v1/transmissions/T7/retransmit", "{\"transmission\":\"T8\"}");
        answers.put("/api/v1/work", """
                {"work":[{"id":"T7","at":"2026-10-01T12:00:00Z","standing":"GIVEN_UP","action":"RETRANSMIT","number":"PO-7",
                  "documentType":"Order","sender":"globex","receiver":"initech","reason":"HTTP 500","whatToDo":"Retransmit it."},
                 {"id":"T6","at":"2026-10-01T12:00:00Z","standing":"REJECTED","action":"REPROCESS","reason":"r","whatToDo":"w"}]}""");

        assertThat(run("retransmit", "D1").out()).isEqualTo("Done: T9\n");
        assertThat(run("retransmit", "--state", "given-up", "--partner", "initech")
                        .out())
                .isEqualTo("Done: T8\n");
        assertThat(asked)
                .anyMatch(each -> each.startsWith("GET /api/v1/work?limit=500&state=given-up&partner=initech "));
        assertThat(run("work").out())
                .contains("Order PO-7", "globex → initech", "given up", "HTTP 500", "./lading retransmit T7");
        assertThat(run("retransmit").errors()).contains("by ids, or by --state, --partner or both");
    }

    @Test
    void dismissesWithAReason() {
        answers.put(
                "/api/v1/work/dismiss",
                "{\"results\":[{\"id\":\"T7\",\"what\":\"Order PO-7\",\"outcome\":\"DISMISSED\"}]}");

        assertThat(run("dismiss", "T7", "--reason", "sent by mail").out()).isEqualTo("Dismissed: T7  Order PO-7\n");
        assertThat(asked).first().asString().endsWith("{\"reason\":\"sent by mail\",\"ids\":[\"T7\"]}");
    }

    @Test
    void endsWithOneWhenNothingIsFound() {
        answers.put("/api/v1/activity", "{\"activity\":[]}");

        assertThat(run("find", "PO-0")).isEqualTo(new CommandRun(1, "Nothing matches \"PO-0\".\n", ""));
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

    @Test
    void makesATokenAndPrintsItAloneOnStandardOutput() {
        answers.put("/api/v1/tokens", "{\"name\":\"ci\",\"token\":\"ldg_x\",\"expiresAt\":\"2026-12-30T10:00:00Z\"}");

        CommandRun run =
                run("token", "new", "ci", "--scope", "submit,read", "--connection", "globex/in", "--expires", "30d");

        assertThat(asked)
                .containsExactly("POST /api/v1/tokens Bearer ldg_secret {\"name\":\"ci\",\"expiresIn\":\"30d\","
                        + "\"scopes\":[\"submit\",\"read\"],\"connection\":\"globex/in\"}");
        assertThat(run.out()).isEqualTo("ldg_x\n");
        assertThat(run.errors()).contains("good until 2026-12-30T10:00:00Z", "shown only now");
    }

    @Test
    void listsTokensButThoseThatWereRevoked() {
        answers.put("/api/v1/tokens", """
                {"tokens":[{"name":"ci","scopes":["read"],"state":"ACTIVE","expiresAt":"2026-12-30T10:00:00Z"},
                 {"name":"old","scopes":["read"],"state":"REVOKED","revokedAt":"2026-10-01T10:00:00Z"},
                 {"name":"po","scopes":["submit"],"connection":"globex/in","state":"EXPIRED",
                  "expiresAt":"2026-10-01T10:00:00Z","lastUsedAt":"2026-09-30T10:00:00Z"}]}""");

        assertThat(run("token", "list").out().replaceAll(" +", " ")).isEqualTo("""
                ci read everything until 2026-12-30T10:00:00Z never used
                po submit globex/in EXPIRED 2026-10-01T10:00:00Z last used 2026-09-30T10:00:00Z
                """);
        assertThat(run("token", "list", "--all").out()).contains("revoked 2026-10-01T10:00:00Z");
    }

    @Test
    void listsCertificatesAndEndsWithOneWhereOneEndsSoon() {
        answers.put("/api/v1/partners/certificates", """
                {"certificates":[{"partner":"globex","ours":false,"subject":"CN=globex","uses":["verify","encrypt"],
                 "until":"2026-12-01T10:00:00Z","daysLeft":8,"followed":false,"level":30,"warning":"It ends."}]}""");

        CommandRun run = run("partner", "certificates");

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out().replaceAll(" +", " "))
                .isEqualTo("8 days 2026-12-01 globex theirs verify, encrypt CN=globex\n\nIt ends.\n");
    }

    @Test
    void tellsTheAuditInSentences() {
        answers.put("/api/v1/audit", """
                {"entries":[{"number":2,"at":"2026-10-01T10:00:00.123Z","actor":"token ci","action":"lookup.put",
                 "subject":"units for globex","detail":"1 rows added, 0 removed"},
                 {"number":1,"at":"2026-10-01T09:00:00Z","actor":"administrator","action":"secret.set","subject":"erp",
                 "detail":""}],"count":2,"head":"ab"}""");

        assertThat(run("audit").out().replaceAll(" +", " ")).startsWith("""
                2 2026-10-01T10:00:00Z token ci put the lookup table units for globex: 1 rows added, 0 removed
                1 2026-10-01T09:00:00Z administrator set the secret erp
                """);
    }

    private CommandRun run(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", folder.toString())); // last, for verbs that have verbs
        return CommandRun.of(all.toArray(String[]::new));
    }
}
