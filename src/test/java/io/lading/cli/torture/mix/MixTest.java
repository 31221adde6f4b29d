package io.lading.cli.torture.mix;

import static org.assertj.core.api.Assertions.assertThat;

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
 * The promise by every door and under every kind of fault: what a buyer brought takes effect once. A failure prints its seed.
 * As many rounds as there is time for: {@code ./lading torture --mix all --rounds 100}.
 */
@Tag("long")
class MixTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    /** Kept after a failure: a lost order is looked for in what the hub left. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final List<String> story = new ArrayList<>();

    @Test
    void losesAndDoublesNothingInTenRounds(TestReporter reporter) throws Exception {
        judge(reporter, new Mix.Plan(List.of(Way.values()), List.of(Fault.values()), 10, 140, 1));
    }

    @Test
    void losesAndDoublesNothingBetweenTwoHubs(TestReporter reporter) throws Exception {
        judge(
                reporter,
                new Mix.Plan(List.of(Way.values()), List.of(Fault.KILL, Fault.FREEZE, Fault.POSTMASTER), 3, 42, 2));
    }

    @Test
    void losesAndDoublesNothingThatCameWhileItDiedOverItAtADoorThatFetches() throws Exception {
        Tally tally = new Mix(HOME, folder, story::add).dieAtDoors(List.of(Way.FOLDER, Way.SFTP, Way.MAIL, Way.QUEUE));

        assertThat(tally.faults()).as(String.join("\n", story)).isEmpty();
        assertThat(tally.orders()).isEqualTo(8);
    }

    private void judge(TestReporter reporter, Mix.Plan plan) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);
        story.add("seed " + seed + ", data in " + folder);
        reporter.publishEntry("seed", Long.toString(seed));

        Tally tally = new Mix(HOME, folder, story::add).run(seed, plan);

        assertThat(tally.faults()).as(String.join("\n", story)).isEmpty();
    }
}
