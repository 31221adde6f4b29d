package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.InterchangeRegister.Candidate;
import io.lading.tracking.InterchangeRegister.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterchangeRegisterTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final RecordFixture record = new RecordFixture();

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void tellsTheSameBytesFromOtherBytesUnderTheSameNumber() {
        assertThat(register(NOON, candidate("905", 1, 11))).containsExactly(new Seen.New());
        assertThat(register(NOON, candidate("905", 1, 12), candidate("905", 2, 13), candidate("906", 1, 14)))
                .containsExactly(new Seen.SameBytes(11), new Seen.OtherBytes(11), new Seen.New());
    }

    @Test
    void seesTwoOfTheSameInOneBatch() {
        assertThat(register(NOON, candidate("905", 1, 11), candidate("905", 1, 12)))
                .containsExactly(new Seen.New(), new Seen.SameBytes(11));
    }

    @Test
    void forgetsAfterTheWindow() {
        register(NOON, candidate("905", 1, 11));
        assertThat(register(NOON.plus(Duration.ofDays(31)), candidate("905", 2, 12)))
                .containsExactly(new Seen.New());
        assertThat(register(NOON.plus(Duration.ofDays(32)), candidate("905", 2, 13)))
                .containsExactly(new Seen.SameBytes(12));
    }

    private List<Seen> register(Instant now, Candidate... candidates) {
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            List<Seen> seen = InterchangeRegister.register(unit, List.of(candidates), now);
            unit.commit();
            return seen;
        }
    }

    private static Candidate candidate(String number, int content, long id) {
        return new Candidate("X12|ZZ|BUYER01|" + number, new byte[] {(byte) content}, id, Duration.ofDays(30));
    }
}
