package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What could not be taken is found by its number, and what waits for a person leaves the list when the work is done. */
class WorkListHubTest {
    private static volatile int status = 200;
    private static ServedHub hub;
    private static HttpServer receiver;

    /** Initech's orders go to a server that refuses them until a test says otherwise; Globex may hand in JSON as well. */
    @BeforeAll
    static void serve() throws IOException {
        hub = ServedHub.start(
                new String[] {"delivery.allowTargetsPerConnection=loopback"},
                ApiConfiguration.class,
                io.lading.console.ConsoleConfiguration.class);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", WorkListHubTest::take);
        receiver.start();
        change(
                "initech.yaml",
                "erp: { door: folder, direction: out, path: erp }",
                "erp: { door: http, url: \"http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/orders\", allowTargets: [ loopback ] }");
        change("globex.yaml", "connections:", """
                connections:
                  json-in: { door: http, token: "%s" }""".formatted(TokenHash.of("json"))
                .indent(0)
                .stripTrailing());
        change(
                "globex.yaml",
                "agreements:",
                "agreements:\n  - { name: by-json, receives: Order, as: json, through: json-in, deliver: [ initech ] }");
    }

    @AfterAll
    static void stop() throws IOException {
        receiver.stop(0);
        hub.close();
    }

    private static void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void change(String file, String from, String to) {
        ServedHub.Answer answer = hub.changePartner(hub.administrator, file, from, to);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    // ---- found by its number though no document was made of it ------------------------------------------------------

    @Test
    void aRejectedOrderIsFoundByItsNumber() {
        hub.postAndWait(order("PO-REFUSED", "000000101", "1O"));

        JsonNode found = find("PO-REFUSED");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.at("/0/standing").asString()).isEqualTo("REJECTED");
        assertThat(found.at("/0/documentType").asString()).isEqualTo("Order");
        assertThat(found.at("/0/number").asString()).isEqualTo("PO-REFUSED");
        assertThat(find("po-refused").size()).as("in small letters").isEqualTo(1);
        assertThat(hub.get(hub.administrator, "/api/v1/transmissions?number=PO-REFUSED")
                        .json()
                        .path("transmissions")
                        .size())
                .isEqualTo(1);
        JsonNode set = hub.get(
                        hub.administrator,
                        "/api/v1/transmissions/" + found.at("/0/id").asString())
                .json()
                .at("/interchanges/0/groups/0/listed/0");
        assertThat(set.path("number").asString()).isEqualTo("PO-REFUSED");
    }

    @Test
    void aHeldDuplicateIsFoundByItsNumberAndSoIsItsEdifactKind() {
        hub.postAndWait(order("PO-FIRST", "000000102", "1"));
        hub.postAndWait(order("PO-OTHER", "000000102", "2"));

        assertThat(find("PO-OTHER").at("/0/standing").asString()).isEqualTo("HELD");
        JsonNode entry = work("held", "PO-OTHER");
        assertThat(entry.path("whatToDo").asString()).contains("Reprocess lets it in");

        hub.postAndWait(hub.hooli, """
                UNB+UNOC:3+4012345000009:14+4098765000002:14+261001:1200+77'
                UNH+1+ORDERS:D:96A:UN:EAN008'
                BGM+220+HO-BROKEN+9'
                DTM+137:2026-10-01:102'
                UNS+S'
                UNT+5+1'
                UNZ+1+77'
                """);
        JsonNode found = find("HO-BROKEN");
        assertThat(found.at("/0/number").asString()).isEqualTo("HO-BROKEN");
        assertThat(found.at("/0/documents").asInt()).isZero();
    }

    @Test
    void anOrderThatWaitsForALookupIsFoundByItsNumber() {
        hub.postAndWait(hub.wayne, """
                ISA*00*          *00*          *ZZ*WAYNE01        *ZZ*SUPPLIER01     *261001*0904*U*00401*000000881*0*P*:~
                GS*PO*WAYNE01*SUPPLIER01*20261001*0904*1*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-WAITS**20261001~
                PO1*1*5*Q9*9.95**UP*078580173278~
                CTT*1~
                SE*5*0001~
                GE*1*1~
                IEA*1*000000881~
                """);

        assertThat(find("PO-WAITS").at("/0/standing").asString()).isEqualTo("HELD");
    }

    @Test
    void aJsonDocumentThatIsWrongIsFoundByItsNumber() {
        JsonNode result = hub.post(
                        hub.administrator,
                        "/api/v1/interchanges?wait=30s&connection=globex/json-in",
                        "{\"document\":\"Order\",\"number\":\"PO-JSON\",\"lines\":[{\"number\":\"1\",\"quantity\":\"ten\"}]}")
                .json();

        assertThat(result.path("standing").asString()).isEqualTo("QUARANTINED");
        assertThat(find("PO-JSON").at("/0/number").asString()).isEqualTo("PO-JSON");
    }

    @Test
    void aFileWhoseSenderNobodyKnowsIsFoundByItsNumber() {
        hub.postAndWait(hub.umbrella, order("PO-STRANGE", "000000103", "1"));

        assertThat(find("PO-STRANGE").at("/0/standing").asString()).isEqualTo("UNRECOGNISED");
    }

    // ---- a list that becomes empty ----------------------------------------------------------------------------------

    @Test
    void aRejectedOrderLeavesTheListWhenACorrectedOneArrives() {
        hub.postAndWait(order("PO-TWICE", "000000104", "1O"));
        assertThat(listed("PO-TWICE")).isTrue();

        hub.postAndWait(order("PO-TWICE", "000000105", "10"));

        assertThat(entries("PO-TWICE")).isEmpty();
    }

    @Test
    void aReprocessedFileStandsInTheListOnceAndNotForEachTry() {
        String first = hub.postAndWait(order("PO-AGAIN", "000000106", "1O"))
                .path("transmission")
                .asString();
        String second = hub.post(hub.administrator, "/api/v1/transmissions/" + first + "/reprocess", "")
                .json()
                .path("transmission")
                .asString();
        await(() -> listed("PO-AGAIN"));

        assertThat(entries("PO-AGAIN"))
                .extracting(entry -> entry.path("id").asString())
                .containsExactly(second);
        assertThat(hub.get(hub.administrator, "/api/v1/transmissions/" + first)
                        .json()
                        .at("/summary/standing")
                        .asString())
                .isEqualTo("REPLACED");
    }

    @Test
    void givenUpDeliveriesAreRetransmittedTogetherAndLeaveWhenTheyAreTaken() {
        status = 404;
        hub.postAndWait(order("PO-G1", "000000107", "1"));
        hub.postAndWait(order("PO-G2", "000000108", "1"));
        await(() -> listed("PO-G1") && listed("PO-G2"));
        JsonNode entry = work("given-up", "PO-G1");
        assertThat(entry.path("sender").asString()).isEqualTo("globex");
        assertThat(entry.path("receiver").asString()).isEqualTo("initech");
        assertThat(entry.path("action").asString()).isEqualTo("RETRANSMIT");

        status = 200;
        ServedHub.Answer done = hub.post(
                hub.administrator, "/api/v1/work/again", "{\"states\":[\"given-up\"],\"partner\":\"initech\"}");

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().path("results"))
                .extracting(result -> result.path("outcome").asString())
                .hasSizeGreaterThanOrEqualTo(2)
                .containsOnly("DONE");
        await(() ->
                standingOf("PO-G1").equals("DELIVERED") && standingOf("PO-G2").equals("DELIVERED"));
        assertThat(listed("PO-G1")).isFalse();
        assertThat(hub.get(hub.administrator, "/api/v1/activity?state=given-up")
                        .json()
                        .path("activity")
                        .size())
                .as("nor does the activity call them given up")
                .isZero();
    }

    @Test
    void aDocumentsIdIsEnoughToRetransmitIt() {
        status = 404;
        hub.postAndWait(order("PO-G3", "000000109", "1"));
        await(() -> standingOf("PO-G3").equals("GIVEN_UP"));
        String id = document("PO-G3").path("id").asString();

        status = 200;
        ServedHub.Answer done = hub.post(hub.administrator, "/api/v1/documents/" + id + "/retransmit", "");

        assertThat(done.status()).as(done.text()).isEqualTo(202);
        assertThat(done.json().path("transmissions").size()).isEqualTo(1);
        await(() -> standingOf("PO-G3").equals("DELIVERED"));
    }

    @Test
    void anEntryIsDismissedWithAReasonThatTheAuditAndTheStoryKeep() {
        hub.postAndWait(order("PO-LEFT", "000000110", "1O"));
        String id = entries("PO-LEFT").get(0).path("id").asString();
        assertThat(hub.post(hub.administrator, "/api/v1/work/dismiss", "{\"ids\":[\"" + id + "\"]}")
                        .status())
                .as("without a reason")
                .isEqualTo(400);

        ServedHub.Answer done = hub.post(
                hub.administrator, "/api/v1/work/dismiss", "{\"ids\":[\"" + id + "\"],\"reason\":\"sent by mail\"}");

        assertThat(done.json().at("/results/0/outcome").asString()).isEqualTo("DISMISSED");
        assertThat(listed("PO-LEFT")).isFalse();
        assertThat(hub.get(hub.administrator, "/api/v1/audit")
                        .json()
                        .at("/entries/0/detail")
                        .asString())
                .isEqualTo("rejected: sent by mail");
        assertThat(hub.get(hub.administrator, "/api/v1/transmissions/" + id + "/timeline")
                        .text())
                .contains("Was dismissed as rejected: sent by mail");
        assertThat(hub.post(hub.administrator, "/api/v1/work/dismiss", "{\"ids\":[\"" + id + "\"],\"reason\":\"x\"}")
                        .json()
                        .at("/results/0/outcome")
                        .asString())
                .isEqualTo("NOT_LISTED");
    }

    @Test
    void nobodyWorksEverythingByMistake() {
        assertThat(hub.post(hub.administrator, "/api/v1/work/again", "{}").status())
                .isEqualTo(400);
        ServedHub.Answer misspelt = hub.post(hub.administrator, "/api/v1/work/again", "{\"state\":[\"held\"]}");
        assertThat(misspelt.json().path("detail").asString()).contains("Did you mean 'states'?");
        assertThat(hub.post(hub.administrator, "/api/v1/work/again", "{\"states\":[\"delivered\"]}")
                        .status())
                .isEqualTo(400);
    }

    // ---- one word for one thing -------------------------------------------------------------------------------------

    @Test
    void aWrongJsonDocumentHasOneStateInTheAnswer() {
        String answer = hub.post(
                        hub.administrator,
                        "/api/v1/interchanges?wait=30s&connection=globex/json-in",
                        "{\"document\":\"Order\",\"number\":\"PO-J2\",\"lines\":7}")
                .text();

        assertThat(answer)
                .contains("\"state\":\"QUARANTINED\"", "\"standing\":\"QUARANTINED\"")
                .doesNotContain("ACCEPTED");
    }

    @Test
    void aPartnersOwnPathWaitsWhenAsked() {
        ServedHub.Answer waited =
                hub.post(hub.globex, "/partners/globex/orders-in?wait=30s", order("PO-WAIT", "000000120", "1O"));

        assertThat(waited.status()).as(waited.text()).isEqualTo(200);
        assertThat(waited.json().path("standing").asString()).isEqualTo("REJECTED");
        assertThat(hub.post(hub.globex, "/partners/globex/orders-in", order("PO-NOWAIT", "000000121", "1"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void anotherMethodOrFormIsAnsweredWithAProblemThatSaysSo() {
        ServedHub.Answer method = hub.put(hub.administrator, "/api/v1/documents", "");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET");
        assertThat(method.header("Content-Type")).isEqualTo("application/problem+json");

        ServedHub.Answer form = hub.send(hub.request(hub.administrator, "/api/v1/documents")
                .header("Accept", "application/xml")
                .GET());
        assertThat(form.status()).isEqualTo(406);
        assertThat(form.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(hub.get(hub.administrator, "/api/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void aTableWithABrokenRowIsRefusedAndTheRowNamed() {
        ServedHub.Answer refused =
                hub.put(hub.administrator, "/api/v1/lookups/broken-rows", "canonical,code\nEA,ZZ\nbroken\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("broken-rows.csv:3", "'broken'");
    }

    // ---- helpers ----------------------------------------------------------------------------------------------------

    private static JsonNode find(String text) {
        return hub.get(hub.administrator, "/api/v1/activity?text=" + text)
                .json()
                .path("activity");
    }

    private static List<JsonNode> entries(String number) {
        return hub.get(hub.administrator, "/api/v1/work?limit=500")
                .json()
                .path("work")
                .valueStream()
                .filter(entry -> entry.path("number").asString("").equals(number))
                .toList();
    }

    private static boolean listed(String number) {
        return !entries(number).isEmpty();
    }

    private static JsonNode work(String state, String number) {
        return hub.get(hub.administrator, "/api/v1/work?limit=500&state=" + state)
                .json()
                .path("work")
                .valueStream()
                .filter(entry -> entry.path("number").asString("").equals(number))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode document(String number) {
        return hub.get(hub.administrator, "/api/v1/documents?number=" + number)
                .json()
                .at("/documents/0");
    }

    private static String standingOf(String number) {
        return document(number).path("standing").asString("");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
