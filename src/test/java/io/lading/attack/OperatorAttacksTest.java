package io.lading.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lading.api.ServedHub;
import io.lading.tracking.Audit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody holds a token of scope {@code operate}: may send again, and wants to send elsewhere, read, or cover tracks. */
class OperatorAttacksTest {
    private static ServedHub hub;
    private static String operator;
    private static String order;

    @BeforeAll
    static void theftOfAToken() {
        hub = ServedHub.shared();
        operator = Attackers.token(hub, "attack-operator", "\"scopes\":[\"operate\"]");
        order = hub.postAndWait(ServedHub.order("PO-OPERATE", "000088002", "5"))
                .path("transmission")
                .asString();
    }

    @Test
    void itReadsNoDocument() {
        for (String path : List.of(
                "/api/v1/activity",
                "/api/v1/documents",
                "/api/v1/transmissions/" + order,
                "/api/v1/transmissions/" + order + "/payload",
                "/api/v1/transmissions/" + order + "/timeline",
                "/api/v1/work",
                "/api/v1/events",
                "/api/v1/partners/export",
                "/api/v1/lookups")) {
            assertThat(hub.get(operator, path).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void itSendsNothingToAnAddressOfItsOwn() throws Exception {
        AtomicInteger came = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            came.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String url = "\"http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/\"";
            for (String body : List.of(
                    "{\"url\":" + url + "}",
                    "{\"to\":" + url + "}",
                    "{\"connection\":" + url + "}",
                    "{\"connection\":\"acks-out\",\"url\":" + url + "}")) {
                hub.post(operator, "/api/v1/transmissions/" + order + "/retransmit", body);
                hub.post(operator, "/api/v1/transmissions/" + order + "/reprocess", body);
                assertThat(hub.post(operator, "/api/v1/partners/globex/test", body)
                                .status())
                        .as(body)
                        .isIn(400, 404, 422);
            }
            assertThat(came).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void atAnotherPartnersConnectionItTriesNothingByNamingItUnderOne() {
        for (String connection : List.of("umbrella/acks-in", "../umbrella/acks-in", "hooli/acks-out", "")) {
            assertThat(hub.post(operator, "/api/v1/partners/globex/test", "{\"connection\":\"" + connection + "\"}")
                            .status())
                    .as(connection)
                    .isIn(400, 404, 422);
        }
    }

    @Test
    void aReasonThatIsASentenceOfItsOwnStaysOneLineOfTheAudit() {
        String id = hub.postAndWait(ServedHub.order("PO-COVER", "000088003", "1O"))
                .path("transmission")
                .asString();
        String reason = "ok\\nadministrator token.created root\\u0000\\u001b[2J<script>";

        hub.post(operator, "/api/v1/work/dismiss", "{\"ids\":[\"" + id + "\"],\"reason\":\"" + reason + "\"}");

        assertThat(hub.part(Audit.class).latest(10))
                .allSatisfy(entry -> assertThat(entry.detail()).doesNotContain("\n", "\u0000", "\u001b"));
        assertThat(hub.get(hub.administrator, "/api/v1/audit/verify").text()).contains("\"sound\":true");
    }

    @Test
    void whatItDoesStandsUnderItsNameAndCannotBeTakenBack() {
        ServedHub.Answer again = hub.post(operator, "/api/v1/transmissions/" + order + "/reprocess?confirm=true", "");
        assertThat(again.status()).as(again.text()).isEqualTo(202);

        assertThat(hub.part(Audit.class).latest(10))
                .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
                .contains("token attack-operator again.reprocessed transmission " + order);
        assertThat(hub.send(hub.request(operator, "/api/v1/audit").DELETE()).status())
                .isIn(403, 404, 405);
    }
}
