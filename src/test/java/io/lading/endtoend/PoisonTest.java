package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ApiConfiguration;
import io.lading.api.ServedHub;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one partner sends, whatever it is, stops nobody else, and is answered as the standard says. */
class PoisonTest {
    private static final String NUL = "\0";
    private static final String HALF_A_PAIR = "\uD800";
    private static ServedHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = ServedHub.start(new String[0], ApiConfiguration.class);
        hub.postAndWait(ServedHub.order("PO-7000", "000007000", "1"));
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
    }

    @Test
    void twelvePoisonFilesOfOnePartnerDoNotKeepAnothersOrderWaiting() {
        byte[] poison = ("ISA" + NUL.repeat(103)).repeat(4_000).getBytes(StandardCharsets.ISO_8859_1);
        JsonNode last = null;
        for (int i = 0; i < 12; i++) {
            ServedHub.Answer answer = post(hub.wayne, poison);
            assertThat(answer.status()).isEqualTo(202);
            last = answer.json();
        }

        Instant sent = Instant.now();
        hub.post(hub.globex, "/api/v1/interchanges", ServedHub.order("PO-7001", "000007001", "3"));
        await("the order", () -> isDelivered("PO-7001"));

        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(2));
        String id = last.path("transmission").asString();
        await("the last poison", () -> !state(id).equals("RECEIVED"));
        assertThat(state(id)).isEqualTo("UNRECOGNISED");
        assertThat(hub.get(hub.wayne, "/api/v1/transmissions/" + id + "/result").text())
                .contains("at most 20 interchange headers that cannot be read, found \\\"3980 more\\\"");
    }

    @Test
    void aNulInTheOrderNumberIsRejectedWithAPosition() {
        JsonNode answer = hub.postAndWait(ServedHub.order("PO" + NUL + "7002", "000007002", "3"));

        assertThat(answer.path("standing").asString()).isEqualTo("REJECTED");
        assertFinding(answer, "BEG", 3, "CHARACTER_NOT_ALLOWED");
        assertThat(acknowledgement(answer)).contains("~AK3*BEG*2**8~AK4*3*324*6~AK5*R*5~AK9*R*1*1*0~");
    }

    @Test
    void aNulInTheNumberOfASetIsRejectedWithAPosition() {
        JsonNode answer = hub.postAndWait(
                ServedHub.order("PO-7003", "000007003", "3").replace("ST*850*0001", "ST*850*0" + NUL + "01"));

        assertThat(answer.path("standing").asString()).isEqualTo("REJECTED");
        assertFinding(answer, "ST", 2, "CHARACTER_NOT_ALLOWED");
        assertThat(acknowledgement(answer)).contains("~AK3*ST*1**8~AK4*2*329*6~AK5*R*3*5~AK9*R*1*1*0~");
    }

    @Test
    void aNulInTheSenderIsAnsweredByATa1ToWhoseConnectionItIs() {
        JsonNode answer = hub.postAndWait(
                ServedHub.order("PO-7004", "000007004", "3").replace("ZZ*BUYER01 ", "ZZ*BUY" + NUL + "R01 "));

        assertThat(answer.path("standing").asString()).as(answer.toString()).isEqualTo("REJECTED");
        assertFinding(answer, "ISA", 6, "CHARACTER_NOT_ALLOWED");
        assertThat(acknowledgement(answer))
                .contains("*ZZ*SUPPLIER01     *ZZ*BUYER01        *")
                .contains("~TA1*000007004*261001*0904*R*006~");
    }

    @Test
    void aNulInTheSenderOfEdifactIsAnsweredByAContrl() {
        JsonNode answer = hub.postAndWait(hub.hooli, """
                UNB+UNOC:3+40123450%s0009:14+4098765000002:14+261001:0904+7005'
                UNH+1+ORDERS:D:96A:UN:EAN008'
                BGM+220+PO-7005+9'
                UNT+3+1'
                UNZ+1+7005'
                """.formatted(NUL));

        assertThat(answer.path("standing").asString()).as(answer.toString()).isEqualTo("REJECTED");
        assertFinding(answer, "UNB", 2, "CHARACTER_NOT_ALLOWED");
        assertThat(acknowledgement(answer)).contains("'UCI+7005+40123450 0009:14+4098765000002:14+4+21+UNB+3:1'");
    }

    @Test
    void whatTheRecordCannotHoldIsNowhereAReasonToSetAsideAnOrder() {
        String[] places = {"GS*PO*BUYER01", "*X*004010", "REF*DP*6679", "*643.00*", "COTTON SHIRT", "CTT*1", "SE*8"};
        int control = 7100;
        for (String place : places) {
            for (String poison : new String[] {NUL, HALF_A_PAIR, "\\u0000", "\\ud800"}) {
                String number = "%09d".formatted(++control);
                String order = ServedHub.order("PO-" + control, number, "3").replace(place, place + poison);
                JsonNode answer = hub.postAndWait(order);
                assertThat(answer.path("state").asString()).as(place + answer).isNotEqualTo("QUARANTINED");
            }
        }
    }

    @Test
    void whatIsDoneAndWhatWaitsIsMeasuredAndPartnersAreNamedToThoseWhoMayKnow() {
        await(
                "the count",
                () -> hub.get(null, "/metrics").text().contains("lading_deliveries_total{state=\"DELIVERED\"}"));
        String open = hub.get(null, "/metrics").text();
        String all = hub.get(hub.administrator, "/metrics").text();

        assertThat(open)
                .contains("lading_sets_total{state=\"TRANSLATED\"}")
                .contains("lading_transmissions_total{state=\"PROCESSED\"}")
                .contains("lading_work_oldest_seconds{hop=\"PROCESS\",lane=\"INTERACTIVE\"}")
                .contains("lading_work_pieces{hop=\"DELIVER\",lane=\"BULK\"}")
                .doesNotContain("partner=\"");
        assertThat(all)
                .contains("lading_partner_sets_total{partner=\"globex\",state=\"TRANSLATED\"}")
                .contains("lading_partner_deliveries_total{partner=\"initech\",state=\"DELIVERED\"}");
        assertThat(hub.get(hub.globex, "/metrics").status()).isEqualTo(401);
        assertThat(hub.get(null, "/health").text()).contains("\"oldest.interactive\":\"", "\"waiting\":\"UP\"");
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant until = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("Not within a minute: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void assertFinding(JsonNode answer, String segment, int element, String code) {
        assertThat(StreamSupport.stream(answer.path("findings").spliterator(), false))
                .as(answer.toString())
                .anyMatch(finding -> finding.path("segment").asString().equals(segment)
                        && finding.path("element").asInt() == element
                        && finding.path("code").asString().equals(code));
    }

    private static String acknowledgement(JsonNode answer) {
        JsonNode all = answer.path("acknowledgements");
        assertThat(all.size()).as(answer.toString()).isEqualTo(1);
        return all.get(0).path("text").asString();
    }

    private static String state(String transmission) {
        return hub.get(hub.administrator, "/api/v1/transmissions/" + transmission + "/result")
                .json()
                .path("state")
                .asString();
    }

    private static boolean isDelivered(String number) {
        return hub.get(hub.administrator, "/api/v1/documents?number=" + number)
                .text()
                .contains("DELIVERED");
    }

    private static ServedHub.Answer post(String token, byte[] body) {
        return hub.send(hub.request(token, "/api/v1/interchanges").POST(BodyPublishers.ofByteArray(body)));
    }
}
