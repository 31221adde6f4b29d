package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.bench.WorkloadOptions;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.PostingConnection;
import io.lading.cli.torture.HubPair;
import io.lading.cli.torture.Site;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the database's server and its connections: once it is back, the hub goes on by itself. */
@Tag("long")
class DatabaseRestartTest {
    private static final Duration LONGEST = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private final List<Sample> orders = new OrderWorkload(WorkloadOptions.files(2, 1)).samples();

    /** The test is skipped by name where the machine has no server. */
    private @Nullable ExternalPostgres started;

    @BeforeEach
    void start() throws Exception {
        started = ExternalPostgres.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private ExternalPostgres postgres() {
        return Objects.requireNonNull(started);
    }

    @Test
    void triesAgainAfterOneProcessOfTheServerWasEnded() throws Exception {
        goesOnAfter(
                () -> sql("select count(pg_terminate_backend(pid, 10000)) from pg_stat_activity"
                        + " where application_name = 'lading lifeline'"),
                "2");
    }

    @Test
    void triesAgainAfterTheServerWasRestarted() throws Exception {
        goesOnAfter(
                () -> {
                    postgres().restart();
                    return "restarted";
                },
                "restarted");
    }

    @FunctionalInterface
    private interface Blow {
        String strike() throws Exception;
    }

    /** Only the sweep comes back to what was refused: no further order is sent that could wake it by chance. */
    private void goesOnAfter(Blow blow, String struck) throws Exception {
        try (Site site = Site.open(Path.of("").toAbsolutePath(), folder);
                HubProcess hub = HubProcess.start(settings(site, "one"));
                HubProcess other = HubProcess.start(settings(site, "two"));
                PostingConnection line = new PostingConnection(hub.address(), site.token(), "application/edi-x12")) {
            assertThat(line.post(orders.get(0).bytes(), "").status()).isEqualTo(202);
            assertThat(site.orders().await(1, LONGEST)).isTrue();
            site.orders().refusing(1_000);
            site.acknowledgements().refusing(1_000);
            assertThat(line.post(orders.get(1).bytes(), "").status()).isEqualTo(202);
            await("select (count(*) >= 2)::text from work where attempts > 0", "true");

            assertThat(blow.strike()).isEqualTo(struck);
            site.orders().refusing(0);
            site.acknowledgements().refusing(0);

            assertThat(site.orders().await(2, LONGEST)).as(hub.lastWords()).isTrue();
            assertThat(site.acknowledgements().await(2, LONGEST)).isTrue();
            await("select count(*)::text from work", "0");
            assertThat(sql("select string_agg(number::text, ' ' order by number) from node"))
                    .as("each has its own number still")
                    .isEqualTo("0 1");
            assertThat(hub.lastWords() + other.lastWords())
                    .contains("has its place in the record again")
                    .doesNotContain("took over");
        }
    }

    private HubProcess.Settings settings(Site site, String name) {
        HubPair.Database database = postgres().database();
        return site.hub(name)
                .with("LADING_DATABASE_URL", database.url())
                .with("LADING_DATABASE_USER", database.user())
                .with("LADING_DATABASE_PASSWORD", "env:RESTART_DATABASE_PASSWORD")
                .with("RESTART_DATABASE_PASSWORD", database.password());
    }

    private void await(String question, String expected) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!sql(question).equals(expected)) {
            assertThat(System.nanoTime()).as(question).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private String sql(String question) throws Exception {
        HubPair.Database database = postgres().database();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        }
    }
}
