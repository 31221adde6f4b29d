package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.torture.Blow;
import io.lading.cli.torture.HubPair;
import io.lading.cli.torture.Judgement;
import io.lading.cli.torture.Torture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: each accepted order takes effect once, however often the hub dies. A failure prints its seed. As many kills
 * as there is time for: {@code ./lading torture --rounds 200}.
 */
class CrashTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final int MOST_EVENTS = 60;

    /** Kept after a failure: a lost order is looked for in what the hub left. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final List<String> story = new ArrayList<>();

    @Test
    @Tag("long")
    void losesAndRepeatsNothingWhenKilledTenTimes(TestReporter reporter) throws Exception {
        strike(Torture.atRandom(seed(reporter), 10, MOST_EVENTS), 300);
    }

    @Test
    @Tag("long")
    void losesAndRepeatsNothingWhenItDiesAtEachNamedPoint(TestReporter reporter) throws Exception {
        strike(Torture.atEveryPoint(seed(reporter)), 500);
    }

    @Test
    @Tag("long")
    void handsTheWorkOfADeadHubToAnotherOnTheSameDatabase(TestReporter reporter) throws Exception {
        long seed = seed(reporter);
        try (ExternalPostgres postgres = ExternalPostgres.start()) {
            Judgement judgement = new HubPair(HOME, folder, postgres.database(), story::add).run(seed, 3, 300);

            assertThat(judgement.faults()).as(String.join("\n", story)).isEmpty();
        }
    }

    private void strike(List<Blow> blows, int orders) throws Exception {
        Judgement judgement = new Torture(HOME, folder, story::add).run(blows, orders);

        assertThat(judgement.faults()).as(String.join("\n", story)).isEmpty();
    }

    private long seed(TestReporter reporter) {
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);
        story.add("seed " + seed + ", data in " + folder);
        reporter.publishEntry("seed", Long.toString(seed));
        return seed;
    }
}
