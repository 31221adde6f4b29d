package io.lading.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import io.lading.tracking.Audit;
import io.lading.tracking.StoredSecrets;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody holds a token of scope {@code read}: sees documents, and wants keys, changes, or more than the record shows. */
class ReaderAttacksTest {
    private static final String SECRET = "a-secret-that-nobody-reads";

    private static ServedHub hub;
    private static String reader;
    private static String order;

    @BeforeAll
    static void theftOfAToken() {
        hub = ServedHub.shared();
        reader = Attackers.token(hub, "attack-reader", "\"scopes\":[\"read\"]");
        hub.part(StoredSecrets.class).set("attack-secret", "umbrella", Secret.of(SECRET), "test");
        order = hub.postAndWait(ServedHub.order("PO-READ", "000088001", "5"))
                .path("transmission")
                .asString();
    }

    @Test
    void noAnswerThatItMayReadHoldsAKey() throws Exception {
        List<String> keys = List.of(
                hub.administrator,
                hub.globex,
                hub.umbrella,
                TokenHash.of(hub.globex).hex(),
                TokenHash.of(hub.administrator).hex(),
                SECRET,
                Files.readString(hub.folder.resolve("data/master-key")).strip());
        List<String> leaks = new ArrayList<>();
        for (String path : List.of(
                "/api/v1/activity",
                "/api/v1/documents",
                "/api/v1/transmissions",
                "/api/v1/transmissions/" + order,
                "/api/v1/transmissions/" + order + "/result",
                "/api/v1/transmissions/" + order + "/timeline",
                "/api/v1/transmissions/" + order + "/payload",
                "/api/v1/work",
                "/api/v1/events",
                "/api/v1/health",
                "/api/v1/partners/certificates",
                "/api/v1/partners/globex/sheet",
                "/api/v1/partners/umbrella/sheet",
                "/api/v1/openapi.json",
                "/metrics")) {
            ServedHub.Answer answer = hub.get(reader, path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            keys.stream().filter(answer.text()::contains).forEach(key -> leaks.add(path + " shows " + key));
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void whatItReadsOfAPayloadIsAudited() {
        hub.get(reader, "/api/v1/transmissions/" + order + "/payload");

        assertThat(hub.part(Audit.class).latest(20))
                .extracting(entry -> entry.actor() + " " + entry.action())
                .contains("token attack-reader payload.read");
    }

    @Test
    void itOpensNoConsole() {
        ServedHub.Answer answer = hub.send(hub.request(null, "/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + reader)));

        assertThat(answer.status()).isIn(401, 403);
        ServedHub.Answer page = hub.send(hub.request(null, "/")
                .header("Cookie", answer.header("Set-Cookie").replaceFirst(";.*", ""))
                .GET());
        assertThat(page.text()).as("the session in which it was refused").doesNotContain("PO-READ");
        assertThat(hub.get(reader, "/").text()).doesNotContain("PO-READ");
    }

    /** What is searched for is a value, and never a part of the question. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "PO-READ'; drop table document; --",
                "%",
                "_______",
                "\\",
                "PO-READ' union select secret from stored_secret --",
                "$1",
                "${jndi:ldap://127.0.0.1/x}",
                "{{7*7}}",
                "<script>"
            })
    void whatItSearchesForIsOnlyText(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

        for (String question : List.of("activity?text=", "documents?number=", "transmissions?number=", "work?text=")) {
            ServedHub.Answer answer = hub.get(reader, "/api/v1/" + question + encoded);
            assertThat(answer.status()).as(question + text + answer.text()).isIn(200, 400);
            assertThat(answer.text()).doesNotContain("PO-READ\"");
        }
        assertThat(hub.get(reader, "/api/v1/activity?text=PO-READ").text()).contains("PO-READ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "..%2f..%2fadmin-token",
                "%2e%2e/%2e%2e/data/admin-token",
                "1%00",
                "-1",
                "9223372036854775808",
                "0000000000000'",
                "%7B%7B7*7%7D%7D"
            })
    void anIdThatIsNoneIsNotFoundAndNothingIsRead(String id) {
        for (String path :
                List.of("transmissions/%s", "transmissions/%s/payload", "documents/%s", "partners/%s/sheet")) {
            ServedHub.Answer answer = hub.get(reader, "/api/v1/" + path.formatted(id));
            assertThat(answer.status()).as(path + answer.text()).isIn(400, 404);
            assertThat(answer.text()).doesNotContain("root:", hub.administrator);
        }
    }
}
