package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.BearerToken;
import io.lading.tracking.Audit;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route with every kind of token: who may not is refused before the request is looked at. */
class AuthorizationTest {
    /** Route by route, the tokens that may; the administrator's always may. 'own' is a token of one connection or partner. */
    private static final String MAY = """
            POST /api/v1/interchanges                        own
            PUT /api/v1/interchanges                         own
            GET /api/v1/activity                             read
            GET /api/v1/documents                            read
            GET /api/v1/documents/{id}                       read
            GET /api/v1/documents/{id}/timeline              read
            GET /api/v1/documents/{id}/payload               read
            GET /api/v1/transmissions                        own read
            GET /api/v1/transmissions/{id}                   own read
            GET /api/v1/transmissions/{id}/result            own read
            GET /api/v1/transmissions/{id}/timeline          read
            GET /api/v1/transmissions/{id}/payload           own read
            GET /api/v1/work                                 read
            POST /api/v1/work/again                          operate
            POST /api/v1/work/dismiss                        operate
            POST /api/v1/documents/{id}/retransmit           operate
            GET /api/v1/events                               read
            GET /api/v1/health                               read operate configure
            POST /api/v1/transmissions/{id}/retransmit       operate
            POST /api/v1/transmissions/{id}/reprocess        operate
            POST /api/v1/deliveries/{id}/re-envelope         operate
            POST /api/v1/partners/plan                       configure
            POST /api/v1/partners/apply                      configure
            GET /api/v1/partners/export                      configure
            GET /api/v1/partners/history                     configure
            GET /api/v1/partners/certificates                read configure
            POST /api/v1/partners/{partner}/test             operate configure
            GET /api/v1/partners/{partner}/sheet             read configure
            GET /api/v1/lookups                              configure
            GET /api/v1/lookups/{table}                      configure
            PUT /api/v1/lookups/{table}                      configure
            DELETE /api/v1/lookups/{table}                   configure
            POST /api/v1/lookups/{table}/rows                configure
            DELETE /api/v1/lookups/{table}/rows              configure
            GET /api/v1/secrets                              security
            PUT /api/v1/secrets/{name}                       security
            DELETE /api/v1/secrets/{name}                    security
            POST /api/v1/secrets/rotate                      security
            GET /api/v1/audit                                security
            GET /api/v1/audit/verify                         security
            GET /api/v1/audit/extract                        security
            GET /api/v1/tokens
            POST /api/v1/tokens
            DELETE /api/v1/tokens/{name}
            """;

    private static ServedHub hub;
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void makeATokenOfEachKind() {
        hub = ServedHub.shared();
        for (String scope : List.of("read", "operate", "configure", "security")) {
            TOKENS.put(scope, create(scope, "\"scopes\":[\"" + scope + "\"]"));
        }
        TOKENS.put("own: connection", hub.globex);
        TOKENS.put("own: submits", create("submits", "\"scopes\":[\"submit\",\"read\"],\"partner\":\"globex\""));
        TOKENS.put("administrator", hub.administrator);
    }

    private static String create(String name, String more) {
        ServedHub.Answer made =
                hub.post(hub.administrator, "/api/v1/tokens", "{\"name\":\"matrix-" + name + "\"," + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("token").asString();
    }

    @Test
    void eachRouteAnswersThoseTokensThatTheTableNames() {
        Map<String, Set<String>> may = table();
        assertThat(may.keySet()).as("the table names every route and no other").isEqualTo(routes());

        List<String> wrong = new ArrayList<>();
        may.forEach((route, kinds) -> TOKENS.forEach((kind, token) -> {
            int status = call(route, token);
            boolean allowed = kind.equals("administrator") || kinds.contains(kind.replaceFirst(":.*", ""));
            boolean refused = status == 403;
            if (refused == allowed || status == 401 || status >= 500) {
                wrong.add(route + " with " + kind + " answers " + status);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void noRouteTellsAStrangerWhyItsTokenIsNotTaken() {
        String revoked = create("revoked", "\"scopes\":[\"read\"]");
        assertThat(hub.get(revoked, "/api/v1/documents").status()).isEqualTo(200);
        assertThat(hub.send(hub.request(hub.administrator, "/api/v1/tokens/matrix-revoked")
                                .DELETE())
                        .status())
                .isEqualTo(200);
        String unknown = BearerToken.generate(new SecureRandom()).reveal();

        assertThat(hub.get(revoked, "/api/v1/documents").text())
                .isEqualTo(hub.get(unknown, "/api/v1/documents").text())
                .isEqualTo(hub.get(null, "/api/v1/documents").text());
        Set<String> answers = new TreeSet<>();
        for (String route : table().keySet()) {
            for (String token : List.of(revoked, unknown, unknown + "x", "ldg_", "é")) {
                answers.add(call(route, token) + "");
            }
        }
        assertThat(answers).as("whoever tries so often is only told to wait").containsExactly("401", "429");
        assertThat(hub.part(Audit.class).latest(50))
                .extracting(entry -> entry.action() + " " + entry.subject() + " " + entry.detail())
                .contains("token.refused matrix-revoked revoked");
    }

    @Test
    void aTokenOfOnePartnerSpeaksForItsOwnConnectionsAlone() {
        String token = TOKENS.get("own: submits");
        String order = ServedHub.order("PO-TOKEN", "000077001", "5");
        ServedHub.Answer taken = hub.post(token, "/api/v1/interchanges?connection=globex/orders-in&wait=30s", order);
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        String own = taken.json().path("transmission").asString();
        assertThat(hub.get(token, "/api/v1/transmissions/" + own + "/result").status())
                .isEqualTo(200);
        assertThat(hub.get(token, "/api/v1/transmissions").text()).contains(own);

        assertThat(hub.post(token, "/api/v1/interchanges?connection=umbrella/acks-in", order)
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("This token hands in through connections of globex only.");
        String foreign = hub.post(hub.umbrella, "/api/v1/interchanges", "ISA nothing")
                .json()
                .path("transmission")
                .asString();
        assertThat(hub.get(hub.umbrella, "/api/v1/transmissions/" + foreign + "/result")
                        .status())
                .isEqualTo(200);
        for (String part : List.of("", "/result", "/payload")) {
            assertThat(hub.get(token, "/api/v1/transmissions/" + foreign + part).status())
                    .isEqualTo(404);
        }
        assertThat(hub.get(token, "/api/v1/transmissions?partner=umbrella").text())
                .doesNotContain(foreign);
        assertThat(hub.get(token, "/api/v1/transmissions?connection=umbrella/acks-in")
                        .text())
                .doesNotContain(foreign);
    }

    @Test
    void saysWhichScopeATokenLacks() {
        assertThat(hub.get(TOKENS.get("read"), "/api/v1/secrets")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("This token may not do that: it needs the scope security and has read.");
        assertThat(hub.get(hub.globex, "/api/v1/documents")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("This token may not do that: it needs the scope read and has submit.");
        assertThat(hub.get(TOKENS.get("own: submits"), "/api/v1/documents")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("This token speaks for globex only, and may not do that.");
    }

    @Test
    void refusesTokensThatCouldNotWorkOrWouldMayTooMuch() {
        Map<String, String> refused = Map.of(
                "{\"name\":\"a\"}", "found none",
                "{\"name\":\"a\",\"scopes\":[\"all\"]}", "expected some of submit, read, operate, configure, security",
                "{\"name\":\"a\",\"scopes\":[\"submit\"]}", "needs a partner or a connection",
                "{\"name\":\"a\",\"scopes\":[\"configure\"],\"partner\":\"globex\"}", "submit and read only",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"partner\":\"nobody\"}", "no partner 'nobody'",
                "{\"name\":\"a\",\"scopes\":[\"submit\"],\"connection\":\"globex/acks-out\"}", "no inbound connection",
                "{\"name\":\"A b\",\"scopes\":[\"read\"]}", "small letters",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expiresIn\":\"3650d\"}", "at most 730d",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires\":\"30d\"}", "Did you mean 'expiresIn'",
                "{", "not JSON");
        refused.forEach((body, words) -> {
            ServedHub.Answer answer = hub.post(hub.administrator, "/api/v1/tokens", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("detail").asString()).contains(words);
        });
        assertThat(hub.post(hub.administrator, "/api/v1/tokens", "{\"name\":\"matrix-read\",\"scopes\":[\"read\"]}")
                        .status())
                .isEqualTo(409);
    }

    private static int call(String route, String token) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("{id}", "0000000000007")
                .replace("{partner}", "nobody")
                .replaceAll("\\{[a-z]+}", "no-such");
        return hub.send(hub.request(null, path)
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody()))
                .status();
    }

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        MAY.lines().forEach(line -> {
            List<String> words = Arrays.asList(line.strip().split(" +"));
            table.put(words.get(0) + " " + words.get(1), new TreeSet<>(words.subList(2, words.size())));
        });
        return table;
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingInfo info :
                hub.part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet()) {
            for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1/") && !pattern.endsWith("openapi.json"))
                        .forEach(pattern -> routes.add(method + " " + pattern));
            }
        }
        return routes;
    }
}
