package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.process.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void playsTheFirstOrderToItsEndAndSeesAllThatIsExpected() throws Exception {
        Process demo = new ProcessBuilder(JavaCommand.of(
                        "io.lading.cli.Lading",
                        List.of("-Xmx256m"),
                        List.of(
                                "demo",
                                "first-order",
                                "--exit",
                                "--json",
                                "--data",
                                folder.resolve("demo").toString())))
                .redirectErrorStream(true)
                .start();
        try {
            String story = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(demo.waitFor(2, TimeUnit.MINUTES)).as(story).isTrue();

            assertThat(demo.exitValue()).as(story).isZero();
            JsonNode summary = JsonMapper.shared().readTree(story.substring(story.lastIndexOf("\n{") + 1));
            assertThat(summary.path("scenario").asString()).isEqualTo("first-order");
            assertThat(summary.path("observed")).isEqualTo(summary.path("expected"));
            assertThat(summary.path("seconds").asDouble()).isPositive();
        } finally {
            demo.destroy();
            if (!demo.waitFor(1, TimeUnit.MINUTES)) {
                demo.destroyForcibly();
            }
        }
    }
}
