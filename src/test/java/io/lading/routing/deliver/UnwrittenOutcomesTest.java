package io.lading.routing.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.WorkQueue.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnwrittenOutcomesTest {
    private static final String AWAY = "08006";
    private static final String WRONG = "21000";

    private final Set<Long> written = new TreeSet<>();
    private final Set<Long> poisoned = new TreeSet<>();
    private boolean away;
    private final UnwrittenOutcomes outcomes = new UnwrittenOutcomes((claimed, sent) -> {
        if (away) {
            throw new RecordUnavailable("writing", new SQLException("gone", AWAY));
        }
        if (claimed.stream().anyMatch(work -> poisoned.contains(work.id()))) {
            throw new RecordUnavailable("writing", new SQLException("two rows", WRONG));
        }
        claimed.forEach(
                work -> assertThat(written.add(work.id())).as("written once").isTrue());
    });

    @Test
    void areKeptWhileTheRecordIsAwayAndWrittenOnceItIsBack() {
        away = true;
        outcomes.write(works(1, 3), List.of());
        assertThat(outcomes.write()).as("nothing may be sent meanwhile").isFalse();
        assertThat(written).isEmpty();

        away = false;
        assertThat(outcomes.write()).isTrue();
        assertThat(written).containsExactly(1L, 2L, 3L);
        assertThat(outcomes.write()).as("there is nothing left").isTrue();
    }

    @Test
    void oneThatCanNeverBeWrittenHoldsUpNoOther() {
        poisoned.add(5L);

        outcomes.write(works(1, 9), List.of());

        assertThat(written).containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L);
        assertThat(outcomes.write()).isTrue();
    }

    private static List<Work> works(long from, long to) {
        return new ArrayList<>(LongStream.rangeClosed(from, to)
                .mapToObj(id -> new Work(id, Hop.DELIVER, Lane.INTERACTIVE, "erp/in", id, 0, null, null, 0, 1, 0))
                .toList());
    }
}
