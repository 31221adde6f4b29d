package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter errors = new StringWriter();
    private long now;

    @Test
    void drawsABarOnceTheWorkTakesLongAndWipesItAwayAtTheEnd() throws Exception {
        try (Progress progress = progress(true, 2_000_000)) {
            read(progress, 500_000, Duration.ofMillis(100));
            assertThat(errors.toString()).isEmpty();

            read(progress, 500_000, Duration.ofMillis(900));
            assertThat(errors.toString()).endsWith("███████████████░░░░░░░░░░░░░░░  50 %  1 MB, 1 MB/s");
        }
        assertThat(errors.toString()).endsWith("MB/s\r\u001b[K");
    }

    @Test
    void knowsNoPercentageOfWhatComesThroughAPipe() throws Exception {
        read(progress(true, 0), 3_000_000, Duration.ofSeconds(2));

        assertThat(errors.toString()).isEqualTo("\r\u001b[K  3 MB, 2 MB/s");
    }

    @Test
    void drawsNothingWhereNobodyWatches() throws Exception {
        try (Progress progress = progress(false, 1_000)) {
            read(progress, 1_000, Duration.ofSeconds(9));
        }
        assertThat(errors.toString()).isEmpty();
    }

    private Progress progress(boolean watched, long total) {
        return new Progress(new PrintWriter(errors), watched, () -> now, total);
    }

    private void read(Progress progress, int bytes, Duration duration) throws IOException {
        now += duration.toNanos();
        try (InputStream in = progress.watch(new ByteArrayInputStream(new byte[bytes]))) {
            assertThat(in.read(new byte[bytes])).isEqualTo(bytes);
        }
    }
}
