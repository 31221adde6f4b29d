package io.lading.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import io.lading.tracking.StoredSecrets;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each attacker calls everything that openapi.json describes, with another's ids, and writes forbidden paths in other ways. */
class EveryRouteAttacksTest {
    private static ServedHub hub;
    private static Victim victim;
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void theftOfTokens() {
        hub = ServedHub.shared();
        victim = victim(hub, "PO-EVERY-ROUTE", "000088091");
        hub.part(StoredSecrets.class).set("umbrella-walked", "umbrella", Secret.of(CANARY), "test");
        TOKENS.put("read", Attackers.token(hub, "attack-walk-read", "\"scopes\":[\"read\"]"));
        TOKENS.put("operate", Attackers.token(hub, "attack-walk-operate", "\"scopes\":[\"operate\"]"));
        TOKENS.put("umbrella", hub.umbrella);
    }

    /** What each may be answered by a success; whatever else is described is refused, and the hub is as it was. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "read GET_/api/v1/(activity|documents|transmissions|work|events|health|openapi.json|partners/certificates|partners/\\{partner}/sheet).*",
                "operate (GET_/api/v1/(health|openapi.json)|POST_/api/v1/(partners/\\{partner}/test|.*/(retransmit|reprocess|re-envelope)))",
                "umbrella (GET_/api/v1/(openapi.json|transmissions)|(POST|PUT)_/api/v1/interchanges)",
                "nobody GET_/api/v1/openapi.json"
            })
    void nothingMoreIsReadOrChangedThanTheTokenIsFor(String attacker, String may) throws Exception {
        String before = configuration(hub);

        Map<String, ServedHub.Answer> answers = walk(hub, TOKENS.get(attacker), victim);

        assertThat(withStatus(answers, Set.of(200, 201, 202)))
                .contains("GET /api/v1/openapi.json")
                .allSatisfy(route -> assertThat(route.replace(' ', '_')).matches(may));
        answers.forEach((route, answer) -> {
            assertThat(answer.status()).as(route).isLessThan(500);
            if (route.matches(".*/(secrets|tokens|audit|lookups|export|history|apply|plan|rotate).*")) {
                assertThat(answer.status()).as(route).isIn(401, 403, 429);
            }
            // Who may reprocess is asked whether those may get it twice who have it, by the order's number.
            boolean asked = attacker.equals("operate") && route.endsWith("/reprocess");
            if (!attacker.equals("read") && !asked) {
                assertThat(answer.text()).as(route).doesNotContain("PO-EVERY-ROUTE");
            }
        });
        holdsNoSecret(hub, answers);
        assertThat(configuration(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "operate", "umbrella", "nobody"})
    void noOtherWayToWriteAPathLeadsFurther(String attacker) {
        refusesDetours(hub, TOKENS.get(attacker));
    }

    /** Other ways to write a path that a token may not call; a server that reads one of them differently lets it through. */
    private static final List<String> DETOURS = List.of(
            "/api/v1/documents/..;/secrets",
            "/api/v1/documents/%2e%2e/secrets",
            "/api/v1/documents/..%2fsecrets",
            "/api/v1//secrets",
            "//api/v1/secrets",
            "/api/v1/secrets;x=1",
            "/api/v1/secrets/",
            "/api/v1/secrets%00",
            "/api/v1/%73ecrets",
            "/API/v1/secrets",
            "/api/v1/secrets.json",
            "/api/v1/openapi.json/../secrets",
            "/api/v1/openapi.json/..;/tokens",
            "/health/../api/v1/secrets",
            "/health/..;/api/v1/tokens",
            "/as2/..;/api/v1/tokens",
            "/assets/..;/api/v1/audit");

    private static final String CANARY = "canary-7f3e-of-umbrella";

    /** An order of Globex's, taken and delivered. */
    private record Victim(String transmission, String document) {}

    private static Victim victim(ServedHub hub, String number, String control) {
        JsonNode taken = hub.postAndWait(ServedHub.order(number, control, "5"));
        String transmission = taken.path("transmission").asString();
        JsonNode documents = hub.get(hub.administrator, "/api/v1/documents?transmission=" + transmission)
                .json();
        String document = documents.findValuesAsString("id").get(0);
        return new Victim(transmission, document);
    }

    /** Calls everything that openapi.json describes, with the victim's ids; by method and described path. */
    private static Map<String, ServedHub.Answer> walk(ServedHub hub, @Nullable String token, Victim victim) {
        Map<String, ServedHub.Answer> answers = new TreeMap<>();
        JsonNode paths =
                hub.get(hub.administrator, "/api/v1/openapi.json").json().path("paths");
        assertThat(paths.size()).isGreaterThan(30);
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
            if (Set.of("GET", "POST", "PUT", "DELETE").contains(method)) {
                String target = path.getKey()
                        .replace("/documents/{id}", "/documents/" + victim.document)
                        .replace("{id}", victim.transmission)
                        .replace("{partner}", "globex")
                        .replace("{name}", "umbrella-walked")
                        .replace("{table}", "unit-of-measure");
                answers.put(
                        method + " " + path.getKey(),
                        hub.send(hub.request(token, target)
                                .method(
                                        method,
                                        method.equals("GET")
                                                ? BodyPublishers.noBody()
                                                : BodyPublishers.ofString("{}"))));
            }
        }));
        return answers;
    }

    private static List<String> withStatus(Map<String, ServedHub.Answer> answers, Set<Integer> statuses) {
        List<String> routes = new ArrayList<>();
        answers.forEach((route, answer) -> {
            if (statuses.contains(answer.status())) {
                routes.add(route);
            }
        });
        return routes;
    }

    /** No detour shows more than a refusal. */
    private static void refusesDetours(ServedHub hub, @Nullable String token) {
        Map<String, String> let = new LinkedHashMap<>();
        for (String path : DETOURS) {
            Raw answer = raw(hub, "GET", path, token, "");
            if (answer.status < 300 || answer.status >= 500 || answer.text.contains("umbrella-walked")) {
                let.put(path, answer.text);
            }
        }
        for (String header : List.of(
                "X-HTTP-Method-Override: DELETE",
                "X-Method-Override: DELETE",
                "X-Original-URL: /api/v1/secrets",
                "X-Rewrite-URL: /api/v1/secrets",
                "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-User: administrator\r\nX-Forwarded-Prefix: /api/v1/secrets")) {
            Raw answer = raw(hub, "POST", "/api/v1/tokens?_method=GET", token, header + "\r\n");
            if (answer.status < 400 || answer.status >= 500) {
                let.put(header, answer.text);
            }
        }
        assertThat(let).isEmpty();
    }

    /** Nothing that this token was answered names a key of the hub's or somebody's secret. */
    private static void holdsNoSecret(ServedHub hub, Map<String, ServedHub.Answer> answers) throws Exception {
        String master = hexOrText(hub.folder.resolve("data/master-key"));
        answers.forEach((route, answer) -> assertThat(answer.text())
                .as(route)
                .doesNotContain(hub.administrator, CANARY, hub.umbrella, hub.globex, master, "$argon2")
                .doesNotContain(
                        TokenHash.of(hub.globex).hex(),
                        TokenHash.of(hub.umbrella).hex()));
    }

    private static String hexOrText(Path file) throws Exception {
        return Files.readString(file).strip();
    }

    /** What stands in the hub's configuration, as the administrator sees it. */
    private static String configuration(ServedHub hub) {
        StringBuilder all = new StringBuilder();
        for (String path : List.of("/partners/history", "/tokens", "/secrets", "/lookups")) {
            all.append(hub.get(hub.administrator, "/api/v1" + path).text());
        }
        return all.toString().replaceAll(",\"last[A-Za-z]*\":\"[^\"]*\"", "");
    }

    private record Raw(int status, String text) {}

    /** As it stands, byte by byte: a client library would mend the path. */
    private static Raw raw(ServedHub hub, String method, String path, @Nullable String token, String headers) {
        try (java.net.Socket socket =
                new java.net.Socket(hub.at("/").getHost(), hub.at("/").getPort())) {
            socket.setSoTimeout(20_000);
            String head = method + " " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Length: 0\r\n"
                    + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + headers + "\r\n";
            socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String text =
                    new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            return new Raw(text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
