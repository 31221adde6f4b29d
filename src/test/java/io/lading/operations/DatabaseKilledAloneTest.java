package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server dies and its hub lives. */
@Timeout(240)
@Tag("long")
class DatabaseKilledAloneTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void theHubStartsItAgainAndTellsByItsHealthMeanwhile() throws Exception {
        try (Hub hub = Hub.start(TestSettings.in(folder))) {
            URI ready = hub.address().resolve("health/ready");
            until(ready, answer -> answer.statusCode() == 200);
            long server = Long.parseLong(Files.readAllLines(folder.resolve("database/postmaster.pid"))
                    .get(0));

            ServerProcess.signal(server, "KILL");
            HttpResponse<String> down = until(ready, answer -> answer.statusCode() == 503);
            assertThat(down.body()).contains("\"database\":\"DOWN\"");

            until(ready, answer -> answer.statusCode() == 200);
            try (Connection connection = hub.part(DataSource.class).getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(Files.readAllLines(folder.resolve("database/postmaster.pid"))
                            .get(0))
                    .isNotEqualTo(Long.toString(server));
        }
    }

    private static HttpResponse<String> until(URI address, Predicate<HttpResponse<String>> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            HttpResponse<String> answer =
                    CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            if (condition.test(answer)) {
                return answer;
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
