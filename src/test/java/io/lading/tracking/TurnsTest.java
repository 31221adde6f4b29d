package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.Turns.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One hub at a time empties a mailbox that several know of. */
class TurnsTest {
    private static final String MAILBOX = "globex/mails";

    private final RecordFixture record = new RecordFixture();
    private final Node other = Node.join(record.database.dataSource(), "other");
    private final Turns ours = new Turns(record.database.dataSource(), record.node);
    private final Turns others = new Turns(record.database.dataSource(), other);

    @AfterEach
    void close() {
        other.close();
        record.close();
    }

    @Test
    void anotherHubWaitsUntilTheTurnIsGivenBack() {
        try (Turn turn = ours.take(MAILBOX).orElseThrow()) {
            assertThat(others.take(MAILBOX)).isEmpty();
            assertThat(others.take("globex/files")).as("another door").isPresent();
            assertThat(turn.goesOn()).isTrue();
        }

        assertThat(others.take(MAILBOX)).isPresent();
    }

    @Test
    void aDeadHubsTurnIsOverWhenItsDeathIsSeen() {
        try (Node mortal = Node.join(record.database.dataSource(), "mortal")) {
            assertThat(new Turns(record.database.dataSource(), mortal).take(MAILBOX))
                    .isPresent();
            assertThat(ours.take(MAILBOX)).isEmpty();
        }

        assertThat(ours.take(MAILBOX)).isPresent();
    }

    @Test
    void aTurnThatIsNotRenewedEndsAndItsHubIsTold() throws SQLException {
        Turn late = ours.take(MAILBOX).orElseThrow();
        execute("update lease set held_until = now() - interval '1 second'");

        assertThat(others.take(MAILBOX)).isPresent();

        assertThat(late.goesOn()).isFalse();
        late.close();
        assertThat(ours.take(MAILBOX))
                .as("what is closed late takes nothing from the other")
                .isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = record.database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
