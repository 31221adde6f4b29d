package io.lading.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody without any key walks around the hub. */
class StrangerAttacksTest {
    private static ServedHub hub;

    @BeforeAll
    static void arrives() {
        hub = ServedHub.shared();
    }

    /** Where others leave a door open. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/camel",
                "/h2-console",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/console/jolokia",
                "/jolokia/list",
                "/hawtio",
                "/admin",
                "/manager/html",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/application.properties",
                "/lading.yaml",
                "/data/admin-token",
                "/.git/config",
                "/.env",
                "/..;/api/v1/tokens",
                "/api/v1/..;/v1/tokens",
                "/api/v1/tokens;x=.json",
                "/API/v1/tokens",
                "/api//v1/tokens",
                "/services/../api/v1/tokens",
                "/partners/..%2f..%2fapi/v1/tokens",
                "/error",
                "/webjars/",
                "/assets/../../admin-token"
            })
    void noDoorStandsOpen(String path) {
        ServedHub.Answer answer = hub.get(null, path);

        assertThat(answer.status()).as(answer.text()).isIn(302, 303, 400, 401, 403, 404);
        if (answer.status() / 100 == 3) {
            assertThat(answer.header("Location")).as("only to the sign-in").contains("sign-in");
        }
        assertThat(answer.text())
                .doesNotContain("Exception", "at io.lading", "org.springframework", "Tomcat", hub.administrator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "MOVE", "PATCH", "LADING"})
    void noMethodThatNobodyNeedsDoesAnything(String method) {
        for (String path : List.of("/", "/api/v1/documents", "/partners/globex/orders-in", "/as2")) {
            ServedHub.Answer answer = hub.send(
                    hub.request(null, path).header("X-Secret", "echoed").method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).as(method + " " + path).isBetween(300, 501);
            assertThat(answer.text()).doesNotContain("echoed");
        }
    }

    @Test
    void nobodyLearnsWhichPartnersThereAre() {
        Set<String> told = new TreeSet<>();
        for (String partner : List.of("globex", "hooli", "umbrella", "lading", "nobody", "a", "x".repeat(64))) {
            for (String connection : List.of("orders-in", "in", "no-such")) {
                ServedHub.Answer answer =
                        hub.post(null, "/partners/" + partner + "/" + connection, "ISA*", "Content-Type", "text/plain");
                told.add(answer.status() + " " + answer.text());
            }
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void whatEverybodyMayAskTellsNothingOfPartners() {
        for (String path : List.of("/health", "/health/live", "/health/ready", "/metrics", "/api/v1/openapi.json")) {
            ServedHub.Answer answer = hub.get(null, path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text().toLowerCase(java.util.Locale.ROOT))
                    .as(path)
                    .doesNotContain("hooli", "umbrella", "stark tools", hub.folder.toString());
        }
    }

    /** A page elsewhere must neither call the API by a browser that is signed in, nor show the console in a frame. */
    @Test
    void aPageElsewhereGetsNothingOutOfABrowser() {
        ServedHub.Answer page = hub.get(null, "/sign-in");
        assertThat(page.header("X-Frame-Options") + page.header("Content-Security-Policy"))
                .containsAnyOf("DENY", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");

        ServedHub.Answer cross = hub.send(hub.request(null, "/api/v1/documents")
                .header("Origin", "https://mallory.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(cross.header("Access-Control-Allow-Origin")).isEmpty();
        ServedHub.Answer posted = hub.send(hub.request(null, "/sign-in")
                .header("Origin", "https://mallory.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + hub.administrator)));
        assertThat(posted.status()).as("a sign-in that another page posts").isEqualTo(403);
    }
}
