package io.lading.cli.bench;

import java.util.List;

/**
 * Steele and Vigna's splitmix64: a few lines that every language writes alike, so that other programs can make the same
 * workload. Not thread-safe.
 */
final class RepeatableRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    RepeatableRandom(long seed) {
        state = seed;
    }

    private long next() {
        state += STEP;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to one less than the bound. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
