package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final LoginLimit limit = new LoginLimit(clock);

    @Test
    void aUserWaitsAfterFiveFailuresAndLongerAfterEachFurtherOne() {
        fail("alfa", "10.0.0.5", 5);

        assertThat(limit.allows("alfa", "10.0.0.5")).isFalse();
        assertThat(limit.allows("alfa", "10.0.0.6")).as("from elsewhere").isTrue();
        now.updateAndGet(at -> at.plusSeconds(10));
        assertThat(limit.allows("alfa", "10.0.0.5")).isTrue();
        fail("alfa", "10.0.0.5", 1);
        now.updateAndGet(at -> at.plusSeconds(19));
        assertThat(limit.allows("alfa", "10.0.0.5")).isFalse();
    }

    @Test
    void anAddressWaitsAfterTwentyWhicheverTheUsersAndWhoWasRightThereDoesNot() {
        limit.succeeded("bravo", "10.0.0.5");
        for (int i = 0; i < 20; i++) {
            fail("user" + i, "10.0.0.5", 1);
        }

        assertThat(limit.allows("another", "10.0.0.5")).isFalse();
        assertThat(limit.allows("bravo", "10.0.0.5")).isTrue();
        assertThat(limit.allows("another", "10.0.0.6")).isTrue();
    }

    @Test
    void addressesOfOneNetworkOfIpv6AreOneAddress() {
        for (int i = 0; i < 20; i++) {
            fail("user" + i, "2001:db8:0:1:0:0:0:" + i, 1);
        }

        assertThat(limit.allows("another", "2001:db8:0:1:0:0:0:ff")).isFalse();
        assertThat(limit.allows("another", "2001:db8:0:2:0:0:0:1")).isTrue();
    }

    @Test
    @Tag("long")
    void whoWaitsIsNotForgottenForTenThousandOthers() {
        limit.succeeded("bravo", "10.0.0.9");
        fail("alfa", "10.0.0.5", 5);

        for (int i = 0; i < 20_000; i++) {
            fail("user", "10.1." + i / 256 + "." + i % 256, 5);
        }

        assertThat(limit.allows("alfa", "10.0.0.5")).isFalse();
        assertThat(limit.allows("stranger", "10.9.9.9"))
                .as("while so many wait")
                .isFalse();
        assertThat(limit.allows("bravo", "10.0.0.9")).as("who was right before").isTrue();
        now.updateAndGet(at -> at.plusSeconds(3600));
        assertThat(limit.allows("stranger", "10.9.9.9")).isTrue();
    }

    private void fail(String user, String address, int times) {
        for (int i = 0; i < times; i++) {
            limit.failed(user, address);
        }
    }
}
