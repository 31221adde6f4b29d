package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StoryTextTest {
    @Test
    void namesOnceTheTransmissionsThatOtherVerbsAskFor() {
        String story = """
                {"title": "PO-4711", "subject": "Globex → Initech", "standing": "GIVEN_UP", "steps": [
                  {"at": "2026-12-01T09:00:00Z", "word": "received", "text": "842 bytes", "tone": "GOOD", "transmission": "0APX1"},
                  {"at": "2026-12-01T09:00:01Z", "word": "validated", "text": "no findings", "tone": "GOOD"},
                  {"at": "2026-12-01T09:00:02Z", "word": "retrying", "text": "HTTP 500", "tone": "WARNING", "transmission": "0APX2"},
                  {"at": "2026-12-01T09:00:03Z", "word": "given up", "text": "HTTP 404", "tone": "BAD", "transmission": "0APX2"}]}""";
        StringWriter out = new StringWriter();

        new StoryText(new PrintWriter(out), Terminal.ofProcess(), ZoneOffset.UTC)
                .print(JsonMapper.shared().readTree(story));

        assertThat(out.toString().lines().map(String::strip))
                .containsExactly(
                        "PO-4711  Globex → Initech" + " ".repeat(67) + "given up",
                        "09:00:00.000  received     842 bytes",
                        "transmission 0APX1",
                        "09:00:01.000  validated    no findings",
                        "09:00:02.000  retrying     HTTP 500",
                        "transmission 0APX2",
                        "09:00:03.000  given up     HTTP 404");
    }
}
