package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.configuration.Settings;
import io.lading.tracking.Audit;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HubTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void answersWhenReadyOnLoopbackOnlyAndNothingItWasNotAskedToOpen() throws Exception {
        try (Hub hub = Hub.start(settings())) {
            assertThat(InetAddress.getByName(hub.address().getHost()).isLoopbackAddress())
                    .isTrue();
            assertThat(get(hub, "health/live").statusCode()).isEqualTo(200);
            assertThat(get(hub, "health/ready").body())
                    .startsWith("{")
                    .contains(
                            "\"hub\":\"UP\"",
                            "\"database\":\"UP\"",
                            "\"broker\":\"UP\"",
                            "\"disk\":\"UP\"",
                            "\"roles\":\"UP\"",
                            "\"audit\":\"UP\"",
                            "\"certificates\":\"UP\"",
                            "\"doors\":\"UP\"")
                    .doesNotContain("DOWN")
                    .endsWith("\"status\":\"UP\"}");
            assertThat(get(hub, "metrics").body()).contains("jvm_memory_used_bytes");
            assertThat(get(hub, "no-such-page").statusCode()).isEqualTo(401);
            assertThat(get(hub, "api/v1/documents").statusCode()).isEqualTo(401);
            assertThat(get(hub, "api/v1/documents").body()).contains("Authorization: Bearer ldg_…");
            assertThat(Files.readString(DataFolder.addressFile(folder)))
                    .contains(hub.address().toString());

            assertThatThrownBy(() -> Hub.start(settings()))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("Another hub (process ");
        }
        assertThat(DataFolder.addressFile(folder)).doesNotExist();
    }

    @Test
    void opensTheApiByTheAdministratorsTokenAndTheConsoleByTheLinkItPrinted() throws Exception {
        try (Hub hub = Hub.start(settings())) {
            String token = Files.readString(folder.resolve("admin-token")).strip();
            URI api = hub.address().resolve("api/v1/nothing-here");
            HttpRequest authorized = HttpRequest.newBuilder(api)
                    .header("Authorization", "Bearer " + token)
                    .build();
            assertThat(CLIENT.send(authorized, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(404);
            HttpRequest guessed = HttpRequest.newBuilder(api)
                    .header("Authorization", "Bearer " + token.replace('a', 'b').replace('A', 'B') + "x")
                    .build();
            assertThat(CLIENT.send(guessed, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);

            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            HttpResponse<String> opened =
                    browser.send(HttpRequest.newBuilder(hub.console()).build(), BodyHandlers.ofString());
            assertThat(opened.statusCode()).isEqualTo(302);
            assertThat(opened.headers().firstValue("Location")).hasValue("/");
            assertThat(opened.headers().firstValue("Set-Cookie"))
                    .get()
                    .asString()
                    .contains("HttpOnly", "SameSite=Strict");
            HttpRequest page = HttpRequest.newBuilder(hub.address().resolve("no-such-page"))
                    .build();
            assertThat(browser.send(page, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
            assertThat(browser.send(HttpRequest.newBuilder(api).build(), BodyHandlers.ofString())
                            .statusCode())
                    .as("a cookie opens no API")
                    .isEqualTo(401);
            assertThat(hub.part(Audit.class).latest(10))
                    .filteredOn(entry -> entry.action().startsWith("sign-in"))
                    .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
                    .containsExactly("administrator sign-in the console", "127.0.0.1 sign-in.refused the API");
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = TestSettings.in(folder, "http.port=" + other.getLocalPort());

            assertThatThrownBy(() -> Hub.start(settings))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " of 127.0.0.1 is taken");
        }
        DataFolder.claim(folder).close();
    }

    @Test
    @Tag("long")
    void startsAgainAfterItsBrokersDataWasDeleted() throws Exception {
        Hub.start(settings()).close();
        PostgresBinaries.deleteTree(folder.resolve("broker"));

        try (Hub hub = Hub.start(settings())) {
            assertThat(get(hub, "health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesAnExternalDatabaseByUrl() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                Hub hub = Hub.start(TestSettings.in(folder, database.environment()))) {
            assertThat(get(hub, "health/ready").statusCode()).isEqualTo(200);
            assertThat(folder.resolve("database")).doesNotExist();
        }
    }

    @Test
    void saysWhichExternalDatabaseDoesNotAnswer() {
        Settings settings = TestSettings.in(
                folder,
                Map.of("SECRET", "secret"),
                "database.url=jdbc:postgresql://127.0.0.1:1/lading",
                "database.password=env:SECRET");

        assertThatThrownBy(() -> Hub.start(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The database jdbc:postgresql://127.0.0.1:1/lading as lading does not answer: ")
                .message()
                .doesNotContain("secret");
    }

    private Settings settings() {
        return TestSettings.in(folder);
    }

    private static HttpResponse<String> get(Hub hub, String path) throws IOException, InterruptedException {
        URI target = hub.address().resolve(path);
        return CLIENT.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
    }
}
