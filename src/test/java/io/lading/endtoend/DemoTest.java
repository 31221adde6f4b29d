package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.Lading;
import io.lading.operations.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void playsTheFirstOrderToItsEndAndSeesAllThatIsExpected() throws Exception {
        play("first-order");
    }

    @Test
    @Tag("long")
    void playsAPartnerAtEachDoorAndSeesAllThatIsExpected() throws Exception {
        play("all-doors");
    }

    private void play(String scenario) throws Exception {
        String data = folder.resolve("demo").toString();
        Process demo = JavaProcess.of(Lading.class, "demo", scenario, "--exit", "--json", "--data", data);
        try {
            String story = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(demo.waitFor(5, TimeUnit.MINUTES)).as(story).isTrue();

            assertThat(demo.exitValue()).as(story).isZero();
            JsonNode summary = JsonMapper.shared().readTree(story.substring(story.lastIndexOf("\n{") + 1));
            assertThat(summary.path("scenario").asString()).isEqualTo(scenario);
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
