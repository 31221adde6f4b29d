package io.lading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: "})
    void whatIsNestedAHundredThousandTimesIsAProblemOfTheFile(String opening) {
        Problems problems = new Problems();

        YamlFile.read("mallory.yaml", "partner: " + opening.repeat(100_000), problems);

        assertThat(problems.sorted()).singleElement().asString().contains("mallory.yaml:1:", "more than 64 deep");
    }

    @Test
    void whatIsNestedAsDeepAsAnythingIsIsRead() {
        Problems problems = new Problems();

        YamlFile.read("acme.yaml", "a: " + "[".repeat(60) + "x" + "]".repeat(60), problems);

        assertThat(problems.isEmpty()).isTrue();
    }
}
