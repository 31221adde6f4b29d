package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.operations.TestDatabase;
import io.lading.security.BearerToken;
import io.lading.security.Scope;
import io.lading.security.TokenHash;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineTokensTest {
    private static final Instant START = Instant.parse("2026-10-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(START);
    private final MachineTokens tokens = new MachineTokens(database.dataSource(), clock);
    private final Audit audit = new Audit(database.dataSource(), clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenIsKnownByItsHashUntilItExpires() {
        String token = create("ci", Duration.ofDays(90));

        assertThat(tokens.find(token, "10.0.0.1")).get().satisfies(found -> {
            assertThat(found.name()).isEqualTo("ci");
            assertThat(found.scopes()).containsExactly(Scope.READ);
        });
        clock.now = START.plus(Duration.ofDays(90)).minusMillis(1);
        assertThat(tokens.find(token, "10.0.0.1")).isPresent();
        clock.now = START.plus(Duration.ofDays(90));
        assertThat(tokens.find(token, "10.0.0.1")).isEmpty();
        assertThat(told()).containsExactly("administrator token.created ci", "10.0.0.1 token.refused ci");
    }

    @Test
    void theRecordHoldsTheHashAlone() throws Exception {
        String token = create("ci", Duration.ofDays(1));

        StringBuilder dump = new StringBuilder();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select t::text from token t union all select a::text from audit a")) {
            while (rows.next()) {
                dump.append(rows.getString(1));
            }
        }
        assertThat(dump).contains(TokenHash.of(token).toString()).doesNotContain(token.substring(0, 20));
    }

    @Test
    void anotherNodeTakesANewTokenAndARevokedOneAtItsNextRefresh() {
        MachineTokens other = new MachineTokens(database.dataSource(), clock);
        String token = create("ci", Duration.ofDays(1));
        assertThat(other.find(token, "here")).isEmpty();

        other.refresh();
        assertThat(other.find(token, "here")).isPresent();

        assertThat(tokens.revoke("ci", "administrator")).isTrue();
        assertThat(tokens.find(token, "here")).isEmpty();
        other.refresh();
        assertThat(other.find(token, "here")).isEmpty();
        assertThat(tokens.revoke("ci", "administrator")).as("a second time").isFalse();
    }

    @Test
    void theAuditTellsARefusedTokenOnceAnHourOnAllNodesTogether() {
        String token = create("ci", Duration.ofDays(1));
        tokens.revoke("ci", "administrator");
        MachineTokens other = new MachineTokens(database.dataSource(), clock);
        for (int i = 0; i < 100; i++) {
            tokens.find(token, "10.0.0.1");
            other.find(token, "10.0.0.2");
        }
        assertThat(refusals()).isEqualTo(1);

        clock.now = START.plus(Duration.ofMinutes(61));
        tokens.find(token, "10.0.0.1");
        assertThat(refusals()).isEqualTo(2);
        assertThat(audit.verify().firstUnsound()).isEmpty();
    }

    @Test
    void tellsWhenATokenWasUsedLast() {
        String token = create("ci", Duration.ofDays(1));
        assertThat(tokens.list()).singleElement().satisfies(known -> assertThat(known.lastUsedAt())
                .isEmpty());

        clock.now = START.plus(Duration.ofMinutes(5));
        tokens.find(token, "here");
        tokens.refresh();
        assertThat(tokens.list()).singleElement().satisfies(known -> assertThat(known.lastUsedAt())
                .contains(clock.now));
    }

    @Test
    void aNameIsFreeAgainOnceItsTokenIsRevoked() {
        create("ci", Duration.ofDays(1));
        assertThat(tokens.create(wanted("ci", Duration.ofDays(1)), "administrator"))
                .isEmpty();
        tokens.revoke("ci", "administrator");
        assertThat(tokens.create(wanted("ci", Duration.ofDays(1)), "administrator"))
                .isPresent();
        assertThat(tokens.list()).hasSize(2);
    }

    @Test
    void whatNobodyMadeIsNobodys() {
        String strange = BearerToken.generate(new SecureRandom()).reveal();
        assertThat(tokens.find(strange, "here")).isEmpty();
        assertThat(tokens.find("", "here")).isEmpty();
        assertThat(told()).isEmpty();
    }

    private String create(String name, Duration lives) {
        return tokens.create(wanted(name, lives), "administrator").orElseThrow().reveal();
    }

    private MachineTokens.Wanted wanted(String name, Duration lives) {
        return new MachineTokens.Wanted(
                name, Set.of(Scope.READ), Optional.empty(), Optional.empty(), clock.now.plus(lives));
    }

    private long refusals() {
        return told().stream().filter(line -> line.contains("token.refused")).count();
    }

    /** The oldest first. */
    private List<String> told() {
        List<String> lines = new java.util.ArrayList<>(audit.latest(100).stream()
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
                .toList());
        java.util.Collections.reverse(lines);
        return lines;
    }
}
