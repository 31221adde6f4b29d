package io.lading.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody holds a partner's token of the HTTP door: may hand in as that partner, and wants to be another, or to see others. */
class PartnerAttacksTest {
    private static ServedHub hub;
    private static String foreign;

    @BeforeAll
    static void theftOfAToken() {
        hub = ServedHub.shared();
        foreign = hub.postAndWait(ServedHub.order("PO-FOREIGN", "000088004", "5"))
                .path("transmission")
                .asString();
    }

    /** The envelope names Globex; the token is Umbrella's. */
    @Test
    void whoHandsInUnderAnothersEnvelopeIsNotTakenForHim() {
        JsonNode result = hub.postAndWait(hub.umbrella, ServedHub.order("PO-AS-GLOBEX", "000088005", "5"));

        assertThat(result.path("standing").asString()).isNotIn("DELIVERED", "ACCEPTED", "RECEIVED");
        JsonNode found = hub.get(hub.administrator, "/api/v1/documents?number=PO-AS-GLOBEX")
                .json()
                .path("documents");
        assertThat(found).as("no document of Globex is made of it").isEmpty();
        assertThat(result.toString()).doesNotContain("997");
    }

    @Test
    void anothersTransmissionIsAnsweredAsOneThatNeverWas() {
        for (String part : List.of("", "/result", "/payload")) {
            ServedHub.Answer others = hub.get(hub.umbrella, "/api/v1/transmissions/" + foreign + part);
            ServedHub.Answer none = hub.get(hub.umbrella, "/api/v1/transmissions/0APW00000000Z" + part);
            assertThat(others.status()).as(part).isEqualTo(404);
            assertThat(none.status()).isEqualTo(404);
            assertThat(others.text().replace(foreign, "")).isEqualTo(none.text().replace("0APW00000000Z", ""));
        }
    }

    @Test
    void anothersPathIsAnsweredAsOneThatIsNotThere() {
        String body = ServedHub.order("PO-PATH", "000088006", "5");
        ServedHub.Answer others = hub.post(hub.umbrella, "/partners/globex/orders-in", body);
        ServedHub.Answer none = hub.post(hub.umbrella, "/partners/nobody/orders-in", body);
        ServedHub.Answer noSuch = hub.post(hub.umbrella, "/partners/globex/no-such", body);

        assertThat(others.status()).isEqualTo(401);
        assertThat(others.text()).isEqualTo(none.text()).isEqualTo(noSuch.text());
    }

    @Test
    void anothersIdempotencyKeyIsNeitherTakenNorTold() {
        String key = "attack-key";
        ServedHub.Answer first = hub.post(
                hub.globex,
                "/api/v1/interchanges",
                ServedHub.order("PO-KEY", "000088007", "5"),
                "Idempotency-Key",
                key);
        ServedHub.Answer second = hub.post(hub.umbrella, "/api/v1/interchanges", "ISA nothing", "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.text())
                .doesNotContain(first.json().path("transmission").asString());
    }

    @Test
    void noHeaderMakesItSomebodyElse() {
        Map<String, String> lies = Map.of(
                "X-Forwarded-For", "127.0.0.1",
                "X-Forwarded-User", "administrator",
                "X-Original-URL", "/api/v1/tokens",
                "X-HTTP-Method-Override", "DELETE",
                "X-Real-IP", "127.0.0.1",
                "Forwarded", "for=127.0.0.1;host=admin",
                "X-Remote-User", "administrator",
                "SM_USER", "administrator");
        lies.forEach((name, value) -> {
            ServedHub.Answer tokens = hub.send(hub.request(hub.umbrella, "/api/v1/tokens")
                    .header(name, value)
                    .GET());
            assertThat(tokens.status()).as(name).isEqualTo(403);
            ServedHub.Answer others = hub.send(hub.request(hub.umbrella, "/api/v1/transmissions")
                    .header(name, value)
                    .GET());
            assertThat(others.text()).as(name).doesNotContain(foreign);
        });
    }

    @Test
    void itsListsHoldItsOwnWhateverItAsksFor() {
        for (String question : List.of(
                "?partner=globex",
                "?connection=globex/orders-in",
                "?number=PO-FOREIGN",
                "?partner=umbrella&partner=globex",
                "?limit=500")) {
            assertThat(hub.get(hub.umbrella, "/api/v1/transmissions" + question).text())
                    .as(question)
                    .doesNotContain(foreign)
                    .doesNotContain("PO-FOREIGN");
        }
    }
}
