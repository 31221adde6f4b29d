package io.lading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    private static final Shape SHAPE = Shape.fields(
            "A dish.",
            Shape.required("name", Shape.text("What it is called.")),
            Shape.optional("guests", Shape.wholeNumber("How many it feeds.")),
            Shape.optional("baking", Shape.duration("How long it bakes.")),
            Shape.optional(
                    "parts", Shape.items(Shape.fields("A part.", Shape.required("what", Shape.text("Which."))))));

    @Test
    void aNodeThatFitsHasNoProblems() {
        assertThat(check("{ name: pie, guests: 4, baking: 30m, parts: [ { what: apple } ] }"))
                .isEmpty();
        assertThat(check("name: pie\nparts:\n")).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaidWithItsPlace() {
        assertThat(check("{ guests: four, baking: [ 1h ], parts: [ apple, {} ], bakin: good }"))
                .containsExactlyInAnyOrder(
                        "dish:1:1  'dish' lacks the key 'name': What it is called.",
                        "dish:1:11  'guests' expects a whole number; found 'four'.",
                        "dish:1:25  'baking' expects a duration with its unit, such as 500ms, 30s, 15m, 24h or 365d; found a"
                                + " list.",
                        "dish:1:42  'parts' expects keys and values (what); found 'apple'.",
                        "dish:1:49  'parts' lacks the key 'what': Which.",
                        "dish:1:55  Unknown key 'bakin'. Did you mean 'baking'?");
    }

    @ParameterizedTest
    @CsvSource({"500ms,500ms", "60s,1m", "90m,90m", "48h,2d", "0ms,0s", "365d,365d"})
    void durationsAreReadAndWritten(String text, String written) {
        Duration duration = Durations.parse(text).orElseThrow();

        assertThat(Durations.format(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 m", "-5m", "1.5h", "5min", "9999999999s", "٣s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"512B,512,512B", "64KB,65536,64KB", "2048KB,2097152,2MB", "1GB,1073741824,1GB", "0B,0,0B"})
    void sizesAreReadAndWritten(String text, long bytes, String written) {
        assertThat(Sizes.parse(text)).contains(bytes);
        assertThat(Sizes.format(bytes)).isEqualTo(written);
    }

    private static List<String> check(String yaml) {
        Problems problems = new Problems();
        ShapeCheck.check("dish", YamlFile.read("dish", yaml, problems), SHAPE, problems);
        return problems.sorted().stream().map(Problems.Problem::toString).toList();
    }
}
