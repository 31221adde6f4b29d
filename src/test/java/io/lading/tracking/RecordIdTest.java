package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordIdTest {

    @Test
    void readsWhatItWroteInEitherCaseAndForgivesMistakenLetters() {
        long id = RecordId.of(Instant.parse("2026-11-22T12:00:00Z").toEpochMilli(), 3, 77);
        String text = RecordId.text(id);

        assertThat(text).hasSize(13).doesNotContain("I", "L", "O", "U");
        assertThat(RecordId.parse(text.toLowerCase(Locale.ROOT))).hasValue(id);
        assertThat(RecordId.parse(text.replace('0', 'O').replace('1', 'I'))).hasValue(id);
        assertThat(RecordId.parse("PO-4711")).isEmpty();
        assertThat(RecordId.instantOf(id)).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void neverHandsOutAnIdTwiceAndNeverOneOfAnEarlierLife() {
        long before = RecordId.of(Instant.parse("2030-01-01T00:00:00Z").toEpochMilli(), 3, 0);
        Ids ids = new Ids(3, Instant.parse("2026-11-22T12:00:00Z").toEpochMilli(), before);
        Set<Long> seen = new HashSet<>();
        long last = before;
        for (int i = 0; i < 100_000; i++) {
            long id = ids.next();
            assertThat(id).isGreaterThan(last);
            last = id;
            seen.add(id);
        }
        assertThat(seen).hasSize(100_000);
    }
}
