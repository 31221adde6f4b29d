package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of no use to anybody but a stranger who looks for a way in. */
@Timeout(120)
@Tag("long")
class ConfusedRequestsTest {
    private static final DoorsHub HUB = DoorsHub.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/as2/x", "/as2/", "/services/x", "/partners/x", "/"})
    void group32OpensNoSessionAtThePartnersPortByTheLinksKey(String path) {
        Answer answer = HUB.partners.get(path + "?" + HUB.consoleKey());

        assertThat(answer.status()).isIn(401, 404);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text()).doesNotContain("hub.json", "console");
    }

    @Test
    void group32OpensTheConsoleOnceByALinkAndKeepsTheNextOneInTheDataFolder() throws Exception {
        String first = HUB.consoleKey();

        assertThat(HUB.own.get("/?" + first).status()).isEqualTo(302);
        Answer again = HUB.own.get("/?" + first);

        assertThat(again.status()).isEqualTo(401);
        assertThat(Files.readString(HUB.folder.resolve("data/hub.json")))
                .doesNotContain(first)
                .contains(HUB.consoleKey());
    }

    @Test
    void whoeverIsSignedInMayClickALinkAgainThatWasUsed() {
        RawHttp person = HUB.own.from("127.0.0.61");
        String link = HUB.consoleKey();
        String cookie = person.get("/?" + link).header("Set-Cookie").replaceFirst(";.*", "");

        Answer again = person.get("/?" + link, "Cookie: " + cookie);

        assertThat(again.status()).isEqualTo(302);
        assertThat(again.header("Location")).isEqualTo("/");
        assertThat(person.get("/", "Cookie: " + cookie).status()).isEqualTo(200);
        assertThat(HUB.texts("select action from audit where actor = '127.0.0.61'"))
                .doesNotContain("sign-in.refused");
        assertThat(person.get("/?" + link).body()).contains("Each link opens it once", "hub.json");
    }

    @Test
    void group32RepeatsNoHostOfACallersInARedirect() {
        Answer answer = HUB.own.exchange(
                "GET / HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/sign-in");
        assertThat(answer.text()).doesNotContain("evil.example");
    }

    @Test
    void group32AnswersOptionsWithoutAnErrorOfTheHubs() {
        String options = "OPTIONS /api/v1/interchanges HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n";

        assertThat(HUB.partners
                        .exchange(options + bearer(HUB.globexToken) + "\r\n\r\n")
                        .status())
                .isEqualTo(405);
        assertThat(HUB.partners.exchange(options + "\r\n").status()).isEqualTo(401);
    }

    @Test
    void group32RefusesANulInAQueryAsAFaultOfTheQuery() {
        Answer answer = HUB.own.get("/api/v1/documents?text=%00", bearer(HUB.administrator));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("NUL");
    }

    @Test
    void group7SendsTheWholeOfWhatItAnnouncesWhereARequestCannotBeRead() {
        Answer answer = HUB.own.exchange("GET /%zz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).hasSize(Integer.parseInt(answer.header("Content-Length")));
        assertThat(answer.body()).contains("cannot be read");
    }

    @Test
    void group6AnswersInItsOwnWordsWhereTheWebServerHasAPage() {
        Answer large = HUB.partners.exchange("""
                POST /services/lading HTTP/1.1\r
                Host: hub\r
                Connection: close\r
                Content-Type: text/xml\r
                Content-Length: 999999999\r
                \r
                """);

        assertThat(large.status()).isEqualTo(413);
        for (Answer answer :
                List.of(large, HUB.partners.exchange("BREW /as2 HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"))) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.text()).doesNotContainIgnoringCase("<html").doesNotContain("Tomcat");
        }
    }
}
