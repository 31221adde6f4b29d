package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class HubProcessTest {
    @TempDir
    Path folder;

    @Test
    void startsAgainOnItsFolderAfterAKillAndStopsInOrderWhenAsked() throws Exception {
        try (HubProcess killed = HubProcess.start(folder, Map.of())) {
            killed.kill();
            assertThat(ServerProcess.leftOver(folder.resolve("database"))).isPresent();

            try (HubProcess next = HubProcess.start(folder, Map.of())) {
                assertThat(ready(next)).isEqualTo(200);
                next.stop();
                assertThat(next.output()).endsWith("\"message\":\"Stopped\"}");
            }
        }
        assertThat(ServerProcess.leftOver(folder.resolve("database"))).isEmpty();
        assertThat(folder.resolve("database/postmaster.pid")).doesNotExist();
    }

    private static int ready(HubProcess hub) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(hub.address().resolve("health/ready")).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
