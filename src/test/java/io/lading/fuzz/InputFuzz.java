package io.lading.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Jazzer's entry points, one at a time: {@code JAZZER_FUZZ=1 ./lading test InputFuzz#readers}. What it finds goes, renamed
 * to what is wrong with it, into {@code src/test/resources/fuzz/<target>}.
 */
class InputFuzz {

    @FuzzTest(maxDuration = "3m")
    void readers(byte[] bytes) {
        Target.READERS.run(bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void answers(byte[] bytes) {
        Target.ANSWERS.run(bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void bindings(byte[] bytes) {
        Target.BINDINGS.run(bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void acknowledgements(byte[] bytes) {
        Target.ACKNOWLEDGEMENTS.run(bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void json(byte[] bytes) {
        Target.JSON.run(bytes);
    }
}
