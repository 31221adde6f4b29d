package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.operations.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInLogTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Audit audit = new Audit(database.dataSource(), clock);
    private final SignInLog log = new SignInLog(audit, clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsTheFirstRefusalOfAnAddressAtOnceAndCountsTheRestOfTheMinute() {
        for (int i = 0; i < 400; i++) {
            log.refused("the console", "10.0.0.5");
        }
        log.settle();
        assertThat(told()).containsExactly("10.0.0.5 sign-in.refused the console ");

        now.updateAndGet(at -> at.plusSeconds(60));
        log.settle();
        log.settle();
        assertThat(told())
                .containsExactly(
                        "10.0.0.5 sign-in.refused the console 399 more times within a minute",
                        "10.0.0.5 sign-in.refused the console ");
    }

    @Test
    void manyAddressesFillNoAudit() {
        for (int i = 0; i < 500; i++) {
            log.refused("the API", "2001:db8::" + i);
        }
        now.updateAndGet(at -> at.plusSeconds(60));
        log.settle();

        assertThat(told())
                .hasSize(62)
                .contains("other addresses sign-in.refused the API 439 more times within a minute");
    }

    @Test
    void tellsWhoSignedIn() {
        log.signedIn("administrator", "the console", "10.0.0.5");

        assertThat(told()).containsExactly("administrator sign-in the console from 10.0.0.5");
    }

    private List<String> told() {
        return audit.latest(1000).stream()
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.subject() + " " + entry.detail())
                .toList();
    }
}
