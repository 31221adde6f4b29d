package io.lading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** What a test needs beyond a JDK and Maven: without it the test is skipped by name, except where everything must run. */
public final class Needs {
    private Needs() {}

    /** Skips the test, or fails it in continuous integration, where what is missing is to be installed. */
    public static void thatHolds(boolean present, String missing) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as(missing).isTrue();
        }
        assumeTrue(present, missing);
    }

    /** A file of the reference folder that is not part of the repository; skips the test wherever it is missing. */
    public static Path shared(String file) {
        String folder = System.getenv("LADING_SHARED");
        assumeTrue(folder != null, "LADING_SHARED is not set, so there is no " + file);
        Path path = Path.of(folder, file);
        assumeTrue(path.toFile().exists(), "LADING_SHARED has no " + file);
        return path;
    }
}
