package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static io.lading.endtoend.DoorsHub.gzip;
import static io.lading.endtoend.DoorsHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import io.lading.security.BearerToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who mean harm send to the doors that speak HTTP; each test names its group of hostile inputs. */
@Timeout(120)
@Tag("long")
class HostileHttpTest {
    private static final DoorsHub HUB = DoorsHub.shared();
    private static final String DOOR = "/api/v1/interchanges";
    private static final String START = "POST " + DOOR + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n";

    private static String start() {
        return START + bearer(HUB.globexToken) + "\r\n";
    }

    // ---- 6: headers -------------------------------------------------------------------------------------------------

    static Stream<String> group6() {
        return Stream.of(
                "X: " + "a".repeat(1_000_000) + "\r\n",
                "X: a\r\n".repeat(10_000),
                "X: a\r\n" + "\ta\r\n".repeat(100_000),
                "Content-Disposition: attachment; filename=\"" + "a".repeat(100_000) + "\"\r\n",
                "Content-Type: multipart/mixed; boundary=" + "b".repeat(100_000) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("group6")
    void group6RefusesHeadersThatAreTooManyOrTooLarge(String header) {
        Answer answer = HUB.partners.exchange(start() + header + "Content-Length: 3\r\n\r\nISA");

        assertThat(answer.status()).isIn(0, 400, 431);
        assertUnharmed();
    }

    // ---- 7: headers that contradict each other ----------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "Content-Length: 3, 4\r\n",
                "Content-Length: +3\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 3a\r\n",
                "Content-Length: 9223372036854775808\r\n",
                "Content-Length : 3\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "Host: other\r\nContent-Length: 3\r\n",
                "X\u0000: a\r\nContent-Length: 3\r\n",
                "X: a\rY: b\r\nContent-Length: 3\r\n"
            })
    void group7RefusesHeadersThatContradictEachOther(String headers) {
        Answer answer = HUB.partners.exchange(start() + headers + "\r\nISA");

        assertThat(answer.status()).as(answer.text()).isIn(0, 400, 413, 501);
        assertUnharmed();
    }

    @Test
    void group7TakesOneMessageWhereAProxyAndWeCouldSeeTwo() {
        String hidden = "GET /health/live HTTP/1.1\r\nHost: hub\r\n\r\n";
        String both = start().replace("Connection: close\r\n", "") + "Content-Length: " + (5 + hidden.length())
                + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden;

        Answer answer = HUB.partners.exchange(both);

        assertThat(answer.text().split("HTTP/1\\.1 ", -1))
                .as("one answer, and closed")
                .hasSize(2);
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffff\r\n",
                "-1\r\n",
                "3;" + "x=y;" + "\r\n",
                "zz\r\n",
                "3\nISA\r\n0\r\n\r\n",
                "4\r\nISA"
            })
    void group7RefusesChunksThatAreNone(String chunks) {
        Answer answer = HUB.partners.exchange(
                start() + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "ISA\r\nnonsense\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isIn(0, 400);
        assertUnharmed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/edi-x12; charset=no-such-charset",
                "text/plain; charset=utf-16",
                "application/edi-x12; charset=\"../../x\"",
                "application/x-java-serialized-object",
                "/",
                "\u00ff\u00fe"
            })
    void group7TakesTheBytesAsTheyAreWhateverTypeIsClaimed(String type) {
        Answer answer = HUB.partners.post(
                "/partners/globex/orders",
                order("GLOBEX", 3000 + Math.abs(type.hashCode() % 900)),
                bearer(HUB.globexToken),
                "Content-Type: " + type);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).contains("AK9*A*1*1*1");
    }

    @Test
    void group7TakesNoFormForAnInterchange() {
        Answer answer = HUB.partners.post(
                DOOR, order("GLOBEX", 3950), bearer(HUB.globexToken), "Content-Type: multipart/form-data");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("multipart/form-data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "gzip, gzip, gzip", "compress", "identity, gzip", "gzip;q=1"})
    void group7UnpacksNothingButOneLayerOfGzip(String encoding) {
        assertThat(HUB.partners
                        .post(DOOR, order("GLOBEX", 4000), bearer(HUB.globexToken), "Content-Encoding: " + encoding)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void group7KeepsNothingOfAPackedBodyThatIsNoneOrIsABomb() {
        String[] headers = {bearer(HUB.globexToken), "Content-Encoding: gzip"};

        Answer none = HUB.partners.post(DOOR, order("GLOBEX", 4001), headers);
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.text()).contains("does not begin as gzip does");
        Answer cut = HUB.partners.post(DOOR, gzip(order("GLOBEX", 4002)).substring(0, 90), headers);
        assertThat(cut.status()).isEqualTo(400);
        Answer bomb = HUB.partners.post(DOOR, gzip(" ".repeat(30_000_000)), headers);
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.text()).contains("unfolds to more than 200 times");
        assertUnharmed();
    }

    // ---- 10 and 12: keys of others, and lengths that lie
    // ---------------------------------------------------------------

    @Test
    void group10KeepsTheKeysOfTwoPartnersApart() {
        String key = "Idempotency-Key: the-same-for-both";
        Answer first = HUB.partners.post(DOOR, order("GLOBEX", 4010), bearer(HUB.globexToken), key);
        Answer second = HUB.partners.as(HUB.hooli).post("/partners/hooli/orders", order("HOOLI", 4011), key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).as(second.text()).isEqualTo(202);
        assertThat(second.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void group12RefusesNothingAndNineExabytesAtOnce() {
        assertThat(HUB.partners.post(DOOR, "", bearer(HUB.globexToken)).status())
                .isEqualTo(400);
        Answer huge = HUB.partners.exchange(start() + "Content-Length: 9223372036854775807\r\n\r\nISA");
        assertThat(huge.status()).isEqualTo(413);
        Answer endless = HUB.partners.exchange(start() + "Transfer-Encoding: chunked\r\n\r\n"
                + ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(40) + "0\r\n\r\n");
        assertThat(endless.status()).isIn(0, 413);
        assertUnharmed();
    }

    // ---- 29: names that steer Camel
    // -----------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileName",
                "CAmelFileName",
                "CamelHttpUri",
                "camelhttpuri",
                "CamelExecCommandExecutable",
                "CamelBeanMethodName",
                "org.apache.camel.Exchange.FILE_NAME",
                "CamelJmsDestinationName"
            })
    void group29LetsNoNameOfCamelsSteerWhatIsDone(String name) throws Exception {
        String value = "../../../hostile-" + name;
        int control = 5000 + Math.abs(name.hashCode() % 900);

        Answer byHeader = HUB.partners.post(
                "/partners/globex/orders", order("GLOBEX", control), bearer(HUB.globexToken), name + ": " + value);
        Answer byQuery =
                HUB.partners.post(DOOR + "?" + name + "=" + value, order("GLOBEX", control), bearer(HUB.globexToken));
        Answer byForm = HUB.partners.post(
                DOOR, name + "=" + value, bearer(HUB.globexToken), "Content-Type: application/x-www-form-urlencoded");
        Answer byMultipart = HUB.partners.post(
                DOOR,
                "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n" + name + ": " + value + "\r\n\r\n"
                        + value + "\r\n--b--\r\n",
                bearer(HUB.globexToken),
                "Content-Type: multipart/form-data; boundary=b");

        assertThat(byHeader.body()).contains("AK9*A*1*1*1");
        assertThat(byQuery.status()).as("a parameter that is none").isEqualTo(400);
        assertThat(byForm.status())
                .as("fields are taken as bytes, none as a name")
                .isEqualTo(202);
        assertThat(byMultipart.status()).as("parts are not read at all").isEqualTo(415);
        try (Stream<Path> files = Files.walk(HUB.folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("hostile")))
                    .isEmpty();
        }
    }

    // ---- 31: JSON
    // -----------------------------------------------------------------------------------------------------

    static Stream<String> group31() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"number\":\"A\",\"number\":\"B\"}",
                "{\"total\":1e308}",
                "{\"total\":1e999999999}",
                "{\"total\":" + "9".repeat(100_000) + "}",
                "{\"@class\":\"javax.script.ScriptEngineManager\",\"@type\":\"java.net.URL\"}",
                "[\"com.sun.rowset.JdbcRowSetImpl\",{\"dataSourceName\":\"ldap://127.0.0.1/x\"}]",
                "{\"__proto__\":{\"admin\":true}}",
                "\u00ff\u00fe{\u0000}\u0000",
                "nul",
                "{\"a\":\"\\ud800\"}");
    }

    @ParameterizedTest
    @MethodSource("group31")
    void group31RefusesJsonThatMeansHarmWhereTheHubReadsIt(String json) {
        String[] headers = {bearer(HUB.administrator), "Content-Type: application/json"};

        for (String route : List.of("/api/v1/tokens", "/api/v1/partners/plan", "/api/v1/partners")) {
            Answer answer = HUB.own.post(route, json, headers);
            assertThat(answer.status()).as(route + " " + answer.text()).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain("Exception", "jackson", "at io.lading");
        }
        assertUnharmed();
    }

    @ParameterizedTest
    @MethodSource("group31")
    void group31KeepsJsonThatMeansHarmAsBytesAndFindsWhatIsWrong(String json) {
        Answer answer = HUB.partners
                .as(HUB.hooli)
                .post("/partners/stark/orders", json, bearer(HUB.starkToken), "Content-Type: application/json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).containsAnyOf("UNRECOGNISED", "QUARANTINED", "REJECTED");
    }

    // ---- 32: tokens, and other people's things
    // ---------------------------------------------------------------------------

    static Stream<String> group32() {
        String none = base64("{\"alg\":\"none\"}") + "." + base64("{\"sub\":\"administrator\"}") + ".";
        String kid = base64("{\"alg\":\"HS256\",\"kid\":\"../../../../dev/null\"}") + "." + base64("{}") + ".x";
        return Stream.of(
                "",
                " ",
                "null",
                "undefined",
                none,
                kid,
                "ldg_",
                BearerToken.generate(new SecureRandom()).reveal(),
                HUB.globexToken + "x",
                HUB.globexToken.substring(0, HUB.globexToken.length() - 1),
                HUB.globexToken.toUpperCase(java.util.Locale.ROOT),
                HUB.globexToken + ", " + HUB.starkToken,
                "a".repeat(10_000),
                "' or '1'='1",
                "%00" + HUB.globexToken);
    }

    @ParameterizedTest
    @MethodSource("group32")
    void group32RefusesEveryTokenThatIsNoneInTheSameWords(String token) {
        Answer known = HUB.partners.get(DOOR.replace("interchanges", "transmissions"));
        Answer answer = HUB.partners.get("/api/v1/transmissions", bearer(token));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(known.body());
    }

    @Test
    void group32ShowsNoPartnerWhatAnotherOneSent() {
        Answer sent = HUB.partners.post("/partners/globex/orders", order("GLOBEX", 4100), bearer(HUB.globexToken));
        String id = sent.header("Location").replaceAll(".*/", "");
        RawHttp other = HUB.partners.as(HUB.hooli);
        String token = bearer(HUB.starkToken);

        for (String route : List.of("", "/result", "/payload", "/timeline")) {
            assertThat(other.get("/api/v1/transmissions/" + id + route, token).status())
                    .as(route)
                    .isIn(403, 404);
        }
        for (String route : List.of("", "/result")) {
            assertThat(other.get("/partners/stark/orders/transmissions/" + id + route, token)
                            .status())
                    .isEqualTo(404);
            assertThat(other.get("/partners/hooli/orders/transmissions/" + id + route)
                            .status())
                    .isEqualTo(404);
            assertThat(other.get("/partners/globex/orders/transmissions/" + id + route, token)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(other.get("/api/v1/transmissions", token).body()).doesNotContain(id);
        assertThat(other.post(DOOR + "?connection=globex/orders", order("GLOBEX", 4101), token)
                        .status())
                .isEqualTo(403);
        assertThat(other.post("/partners/globex/orders", order("GLOBEX", 4102), token)
                        .status())
                .isEqualTo(401);
        assertThat(HUB.partners
                        .get("/partners/globex/orders/transmissions/" + id, bearer(HUB.globexToken))
                        .status())
                .as("its sender sees it")
                .isEqualTo(200);
    }

    @Test
    void group32PutsNoSessionOnAnybodyAtThePartnersPort() {
        Answer answer = HUB.partners.post(
                "/partners/globex/orders", order("GLOBEX", 4200), bearer(HUB.globexToken), "Cookie: lading=planted");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hub still takes what is sound. */
    private static void assertUnharmed() {
        assertThat(HUB.own.get("/health/ready").status()).isEqualTo(200);
    }
}
