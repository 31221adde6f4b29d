package io.lading.cli.bench.engine;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Measures work by the processor time of its own thread, so that other programs on the machine count for little: first a
 * warm-up, then several samples, of which the middle one counts. For one thread.
 */
final class Stopwatch {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int CALM = 5;
    private static final int PATIENCE = 5;
    private static final double NOTICEABLE = 1.03;

    private final Duration warmUp;
    private final Duration sample;
    private final int samples;

    Stopwatch(Duration warmUp, Duration sample, int samples) {
        this.warmUp = warmUp;
        this.sample = sample;
        this.samples = samples;
    }

    /** Work that answers how many documents it came across, so that nobody can optimise it away. */
    @FunctionalInterface
    interface Work {
        long run() throws IOException;
    }

    /** @param work must come to all documents of the input each time */
    Row measure(String name, Sample input, @Nullable String peer, Work work) throws IOException {
        long documents = input.documents();
        warmUp(work, documents);
        double[] rates = new double[samples];
        double allocated = Double.MAX_VALUE;
        for (int i = 0; i < samples; i++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long cpu = THREADS.getCurrentThreadCpuTime();
            long rounds = repeat(work, sample, documents);
            double seconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            rates[i] = rounds / seconds;
            allocated = Math.min(allocated, (double) bytes / rounds / input.bytes().length);
        }
        Arrays.sort(rates);
        double rate = rates[samples / 2];
        return new Row(
                name,
                input.syntax().name(),
                input.lines(),
                peer,
                rate * input.bytes().length,
                rate * documents,
                allocated);
    }

    /** Goes on until the work gets no faster, for on a busy machine the compiler takes its time. */
    private void warmUp(Work work, long documents) throws IOException {
        long began = System.nanoTime();
        long elapsed = 0;
        double best = 0;
        int calm = 0;
        while (elapsed < warmUp.toNanos() || (calm < CALM && elapsed < PATIENCE * warmUp.toNanos())) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            double rate = (double) repeat(work, sample, documents) / (THREADS.getCurrentThreadCpuTime() - cpu);
            calm = rate > best * NOTICEABLE ? 0 : calm + 1;
            best = Math.max(best, rate);
            elapsed = System.nanoTime() - began;
        }
    }

    private static long repeat(Work work, Duration time, long documents) throws IOException {
        long began = System.nanoTime();
        long rounds = 0;
        do {
            long found = work.run();
            if (found != documents) {
                throw new IllegalStateException("The work came across " + found + " documents instead of " + documents
                        + ": what is measured is not what it should be.");
            }
            rounds++;
        } while (System.nanoTime() - began < time.toNanos());
        return rounds;
    }
}
