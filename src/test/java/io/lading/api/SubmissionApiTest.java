package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class SubmissionApiTest {
    private static final String INTERCHANGES = "/api/v1/interchanges";
    private static final ServedHub hub = ServedHub.shared();

    @Test
    void answers202WithAReceiptAsSoonAsTheBytesAreDurable() {
        String sent = order("PO-1", "000000001", "85");
        Answer answer = hub.post(hub.globex, INTERCHANGES, sent);

        assertThat(answer.status()).isEqualTo(202);
        String id = answer.json().path("transmission").asString();
        assertThat(answer.header("Location")).isEqualTo("/api/v1/transmissions/" + id);
        assertThat(hub.get(hub.globex, "/api/v1/transmissions/" + id + "/payload")
                        .text())
                .isEqualTo(sent);
    }

    @Test
    void answersWithTheResultToThoseWhoWait() {
        JsonNode result = hub.postAndWait(order("PO-2", "000000002", "85"));

        assertThat(result.path("state").asString()).isEqualTo("PROCESSED");
        assertThat(result.path("documents").path(0).path("number").asString()).isEqualTo("PO-2");
        assertThat(result.path("findings").size()).isZero();
        JsonNode answer = result.path("acknowledgements").path(0);
        assertThat(answer.path("kind").asString()).isEqualTo("997");
        assertThat(answer.path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(answer.path("text").asString()).contains("AK9*A*1*1*1");
    }

    @Test
    void saysWhatIsWrongAndWhatWasAnsweredWhenAnOrderIsRefused() {
        JsonNode result = hub.postAndWait(order("PO-3", "000000003", "1O"));

        assertThat(result.path("standing").asString()).isEqualTo("REJECTED");
        JsonNode finding = result.path("findings").path(0);
        assertThat(finding.path("code").asString()).isEqualTo("NUMBER_MALFORMED");
        assertThat(finding.path("segment").asString()).isEqualTo("PO1");
        assertThat(finding.path("element").asInt()).isEqualTo(2);
        assertThat(finding.path("found").asString()).isEqualTo("1O");
        assertThat(result.path("acknowledgements").path(0).path("text").asString())
                .contains("AK5*R");
    }

    @Test
    void givesTheSameAnswerToTheSameKeyAndRefusesItForOtherBytes() {
        String body = order("PO-4", "000000004", "85");
        Answer first = hub.post(hub.globex, INTERCHANGES, body, "Idempotency-Key", "key-4");
        Answer again = hub.post(hub.globex, INTERCHANGES, body, "Idempotency-Key", "key-4");
        Answer other = hub.post(hub.globex, INTERCHANGES, body + " ", "Idempotency-Key", "key-4");
        Answer elsewhere = hub.post(hub.umbrella, INTERCHANGES, body, "Idempotency-Key", "key-4");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.header("Content-Type")).startsWith("application/problem+json");
        assertThat(elsewhere.status()).as("a key is its connection's own").isEqualTo(202);
        assertThat(elsewhere.json().path("transmission"))
                .isNotEqualTo(first.json().path("transmission"));
    }

    @Test
    void takesWhatCurlCallsAForm() {
        Answer answer = hub.post(
                hub.globex,
                INTERCHANGES + "?wait=30s",
                order("PO-5", "000000005", "85"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.json().path("documents").path(0).path("number").asString())
                .isEqualTo("PO-5");
    }

    @Test
    void takesGarbageAndKeepsItForAPerson() {
        JsonNode result = hub.postAndWait("\u0000\u0001\u0002 no document at all");

        assertThat(result.path("standing").asString()).isEqualTo("UNRECOGNISED");
        JsonNode bin = hub.get(hub.administrator, "/api/v1/work?state=unrecognised")
                .json()
                .path("work");
        assertThat(bin.findValuesAsString("transmission"))
                .contains(result.path("transmission").asString());
    }

    @Test
    void storesALargeBodyAsItComes() {
        String body = order("PO-6", "000000006", "85").replace("COTTON", "COTTON ".repeat(20_000));
        Answer answer = hub.send(hub.request(hub.globex, INTERCHANGES)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));

        assertThat(answer.status()).isEqualTo(202);
        String id = answer.json().path("transmission").asString();
        assertThat(hub.get(hub.globex, "/api/v1/transmissions/" + id + "/payload")
                        .text())
                .isEqualTo(body);
    }

    @Test
    void refusesTooLargeABodyWhetherItsLengthIsAnnouncedOrNot() {
        String body = "x".repeat(3 << 20);
        Answer announced = hub.post(hub.globex, INTERCHANGES, body);
        Answer chunked = hub.send(hub.request(hub.globex, INTERCHANGES)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));

        for (Answer answer : List.of(announced, chunked)) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().path("detail").asString()).contains("2097152 bytes");
        }
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "/api/v1/interchanges, '', 400",
        "/api/v1/interchanges?wait=soon, x, 400",
        "/api/v1/interchanges?wait=90s, x, 400",
        "/api/v1/interchanges?wat=5s, x, 400",
        "/api/v1/interchanges?connection=umbrella/acks-in, x, 403",
        "/api/v1/nothing, x, 404",
    })
    void refusesWithAProblemThatSaysWhatToDo(String path, String body, int status) {
        Answer answer = hub.post(hub.globex, path, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).isNotEmpty();
    }

    @Test
    void takesByPutWhatItTakesByPost() {
        Answer answer = hub.send(hub.request(hub.globex, INTERCHANGES + "?wait=30s")
                .PUT(BodyPublishers.ofString(order("PO-PUT", "000000078", "85"))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("standing").asString()).isNotEqualTo("UNRECOGNISED");
    }

    @Test
    void aFormIsRefusedInWordsThatSayHowTheFileIsSent() {
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"po.x12\"\r\n\r\n"
                + order("PO-FORM", "000000079", "85") + "\r\n--x--\r\n";

        Answer answer = hub.post(hub.globex, INTERCHANGES, form, "Content-Type", "multipart/form-data; boundary=x");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("detail").asString()).contains("nothing was kept", "--data-binary @FILE");
    }

    @Test
    void refusesWhatItCannotDecodeAndKeysThatAreNone() {
        String body = order("PO-7", "000000007", "85");

        assertThat(hub.post(hub.globex, INTERCHANGES, body, "Content-Encoding", "br")
                        .status())
                .isEqualTo(415);
        assertThat(hub.post(hub.globex, INTERCHANGES, body, "Idempotency-Key", "k".repeat(256))
                        .status())
                .isEqualTo(400);
        assertThat(hub.post(hub.globex, INTERCHANGES, body, "Idempotency-Key", "two words")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void letsTheAdministratorHandInForAConnectionThatIsThere() {
        String body = order("PO-8", "000000008", "85");

        assertThat(hub.post(hub.administrator, INTERCHANGES, body).status()).isEqualTo(400);
        assertThat(hub.post(hub.administrator, INTERCHANGES + "?connection=globex/acks-out", body)
                        .status())
                .isEqualTo(400);
        assertThat(hub.post(hub.administrator, INTERCHANGES + "?connection=globex/orders-in", body)
                        .status())
                .isEqualTo(202);
    }
}
