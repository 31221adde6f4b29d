package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class RecordApiTest {
    private static final String INTERCHANGES = "/api/v1/interchanges";
    private static final ServedHub hub = ServedHub.shared();

    // ---- who may see what
    // ---------------------------------------------------------------------------------------------

    @Test
    void showsAPartnerNothingButItsOwnSubmissions() {
        String id = hub.postAndWait(order("PO-10", "000000010", "85"))
                .path("transmission")
                .asString();
        String carrier = carrierOf("PO-10");
        List<String> forAdministratorsOnly = List.of(
                "documents",
                "documents?number=PO-10",
                "activity",
                "work",
                "events",
                "transmissions/" + id + "/timeline",
                "documents/" + documentOf("PO-10"),
                "documents/" + documentOf("PO-10") + "/timeline",
                "documents/" + documentOf("PO-10") + "/payload");
        List<String> ownOnly =
                List.of("transmissions/" + id, "transmissions/" + id + "/result", "transmissions/" + id + "/payload");

        for (String path : forAdministratorsOnly) {
            assertThat(status(hub.administrator, path)).as(path).isEqualTo(200);
            assertThat(status(hub.globex, path)).as(path).isEqualTo(403);
            assertThat(status(hub.umbrella, path)).as(path).isEqualTo(403);
        }
        for (String path : ownOnly) {
            assertThat(status(hub.administrator, path)).as(path).isEqualTo(200);
            assertThat(status(hub.globex, path)).as(path).isEqualTo(200);
            assertThat(status(hub.umbrella, path))
                    .as("as if it were not there: " + path)
                    .isEqualTo(404);
        }
        assertThat(status(hub.globex, "transmissions/" + carrier))
                .as("what we send on")
                .isEqualTo(404);
        assertThat(status(hub.globex, "transmissions/" + carrier + "/payload")).isEqualTo(404);
        List<String> all = new ArrayList<>(forAdministratorsOnly);
        all.addAll(ownOnly);
        for (String path : all) {
            assertThat(status(null, path)).as(path).isEqualTo(401);
            assertThat(status(hub.globex + "x", path)).as(path).isEqualTo(401);
        }
    }

    @Test
    void listsForAPartnerWhatCameByItsConnectionAndNoMore() {
        String id = hub.postAndWait(order("PO-11", "000000011", "85"))
                .path("transmission")
                .asString();

        JsonNode own = hub.get(hub.globex, "/api/v1/transmissions?number=PO-11").json();
        assertThat(own.path("transmissions").findValuesAsString("id")).containsExactly(id);
        assertThat(own.toString()).doesNotContain("initech");
        assertThat(hub.get(hub.umbrella, "/api/v1/transmissions?connection=globex/orders-in")
                        .json()
                        .path("transmissions")
                        .findValuesAsString("id"))
                .doesNotContain(id);
    }

    @Test
    void letsOnlyTheAdministratorDoThingsAgain() {
        String id = hub.postAndWait(order("PO-12", "000000012", "85"))
                .path("transmission")
                .asString();
        for (String path : List.of(
                "transmissions/" + id + "/retransmit",
                "transmissions/" + id + "/reprocess",
                "deliveries/" + id + "/re-envelope")) {
            assertThat(hub.post(hub.globex, "/api/v1/" + path, "").status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(hub.post(null, "/api/v1/" + path, "").status()).as(path).isEqualTo(401);
        }
    }

    // ---- finding and reading
    // --------------------------------------------------------------------------------------------

    @Test
    void findsADocumentByItsNumberAndTellsItsStory() {
        hub.postAndWait(order("PO-20", "000000020", "85"));
        String id = documentOf("PO-20");

        assertThat(hub.get(hub.administrator, "/api/v1/documents/" + id + "/payload")
                        .json()
                        .path("number")
                        .asString())
                .isEqualTo("PO-20");
        JsonNode story = hub.get(hub.administrator, "/api/v1/documents/" + id + "/timeline")
                .json();
        assertThat(story.path("title").asString()).isEqualTo("PO-20");
        assertThat(story.path("steps").findValuesAsString("word"))
                .contains("received", "identified", "validated", "acknowledged", "translated", "decided");
        Instant.parse(story.path("steps").path(0).path("at").asString());
        if (story.has("duration")) {
            assertThat(Duration.parse(story.path("duration").asString())).isPositive();
        }
        JsonNode view = hub.get(hub.administrator, "/api/v1/documents/" + id).json();
        assertThat(view.path("set").path("type").asString()).isEqualTo("850");
        assertThat(hub.get(hub.administrator, "/api/v1/activity?text=PO-20")
                        .json()
                        .path("activity")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void pagesThroughLists() {
        for (int i = 0; i < 3; i++) {
            hub.postAndWait(order("PO-3" + i, "00000003" + i, "85"));
        }
        Set<String> seen = new TreeSet<>();
        String next = "";
        do {
            JsonNode page = hub.get(
                            hub.administrator,
                            "/api/v1/documents?text=PO-3&limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            seen.addAll(page.path("documents").findValuesAsString("number"));
            next = page.path("next").asString("");
        } while (!next.isEmpty());

        assertThat(seen).contains("PO-30", "PO-31", "PO-32");
    }

    @ParameterizedTest
    @CsvSource({
        "state=gone",
        "direction=up",
        "limit=0",
        "limit=501",
        "from=yesterday",
        "after=7",
        "colour=red",
    })
    void refusesAFilterItDoesNotUnderstand(String query) {
        Answer answer = hub.get(hub.administrator, "/api/v1/documents?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains(query.split("=")[0]);
    }

    @Test
    void neverHandsOutAStrangersBytesAsAPage() {
        String html = "<html><script>alert(1)</script></html>";
        String id = hub.post(
                        hub.globex,
                        INTERCHANGES + "?file=..%2F..%2Fa%22b%0d%0ac.html",
                        html,
                        "Content-Type",
                        "text/html")
                .json()
                .path("transmission")
                .asString();
        Answer payload = hub.get(hub.administrator, "/api/v1/transmissions/" + id + "/payload");
        assertThat(hub.part(io.lading.tracking.Audit.class).latest(50))
                .as("who read it")
                .anyMatch(entry -> entry.actor().equals("administrator")
                        && entry.action().equals("payload.read")
                        && entry.subject().equals("transmission " + id));

        assertThat(payload.text()).isEqualTo(html);
        assertThat(payload.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(payload.header("Content-Disposition")).isEqualTo("attachment; filename=\"a_bc.html\"");
        assertThat(payload.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(payload.header("Content-Security-Policy")).contains("sandbox");
        Answer refused = hub.get(hub.administrator, "/api/v1/documents/%3Cscript%3E");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("Content-Type")).doesNotContain("html");
    }

    // ---- doing it again
    // -------------------------------------------------------------------------------------------------

    @Test
    void asksBeforeADestinationGetsSomethingASecondTime() {
        String id = hub.postAndWait(order("PO-40", "000000040", "85"))
                .path("transmission")
                .asString();
        awaitStanding("PO-40", "DELIVERED");

        Answer asked = hub.post(hub.administrator, "/api/v1/transmissions/" + id + "/reprocess", "");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.json().path("alreadySucceeded").toString()).contains("initech");

        Answer done = hub.post(hub.administrator, "/api/v1/transmissions/" + id + "/reprocess?confirm=true", "");
        assertThat(done.status()).isEqualTo(202);
        assertThat(done.json().path("transmission").asString()).isNotEqualTo(id);
        assertThat(hub.post(hub.administrator, "/api/v1/transmissions/0000000000007/reprocess", "")
                        .status())
                .isEqualTo(409);
        assertThat(hub.get(hub.administrator, "/api/v1/events?type=again.reprocessed")
                        .json()
                        .path("events")
                        .size())
                .isPositive();
    }

    // ---- the description
    // --------------------------------------------------------------------------------------------------

    @Test
    void describesEveryPathItHasAndNoOther() {
        JsonNode description = hub.get(null, "/api/v1/openapi.json").json();
        Set<String> described = new TreeSet<>();
        description.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        Set<String> served = new TreeSet<>();
        for (RequestMappingInfo info :
                hub.part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet()) {
            for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1/"))
                        .forEach(pattern -> served.add(method + " " + pattern));
            }
        }
        assertThat(described).isEqualTo(served);
    }

    private static int status(@org.jspecify.annotations.Nullable String token, String path) {
        return hub.get(token, "/api/v1/" + path).status();
    }

    private static String documentOf(String number) {
        return document(number).path("id").asString();
    }

    private static JsonNode document(String number) {
        return hub.get(hub.administrator, "/api/v1/documents?number=" + number)
                .json()
                .path("documents")
                .path(0);
    }

    private static String carrierOf(String number) {
        return hub.get(hub.administrator, "/api/v1/documents/" + documentOf(number))
                .json()
                .path("deliveries")
                .path(0)
                .path("transmission")
                .asString();
    }

    private static void awaitStanding(String number, String standing) {
        org.assertj.core.api.Assertions.assertThat(poll(number, standing)).isTrue();
    }

    private static boolean poll(String number, String standing) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            if (document(number).path("standing").asString().equals(standing)) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        return false;
    }
}
