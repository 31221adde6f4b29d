package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final RecordFixture record = new RecordFixture();

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void countsUpWithoutGapsAndRoundTheEnd() {
        assertThat(take("ISA13|us|globex", 3, 1)).isEqualTo(1);
        assertThat(take("ISA13|us|globex", 2, 1)).isEqualTo(4);
        assertThat(take("ISA13|us|other", 1, 999_999_998)).isEqualTo(999_999_998);
        assertThat(take("ISA13|us|other", 3, 1)).isEqualTo(999_999_999);
        assertThat(take("ISA13|us|other", 1, 1)).isEqualTo(3);
    }

    @Test
    void givesBackWhatAFailedCommitTook() {
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            Counters.take(unit, new TreeMap<>(Map.of("GS06", 5)), Map.of());
        }
        assertThat(take("GS06", 1, 1)).isEqualTo(1);
    }

    private long take(String scope, int count, long start) {
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            Map<String, Long> first = Counters.take(unit, new TreeMap<>(Map.of(scope, count)), Map.of(scope, start));
            unit.commit();
            return first.getOrDefault(scope, -1L);
        }
    }
}
