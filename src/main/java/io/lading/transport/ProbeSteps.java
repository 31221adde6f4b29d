package io.lading.transport;

import io.lading.transport.ProbeStep.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a probe has found so far, step by step, each with the time it took. Not thread-safe. */
public final class ProbeSteps {
    private final List<ProbeStep> steps = new ArrayList<>();

    /** Something that is tried. */
    @FunctionalInterface
    public interface Trial {
        /** Gives what was found, a sentence. */
        String run() throws IOException, Failure;
    }

    /** A trial did not go well, and it is known what to do about it. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final String advice;

        public Failure(String message, String advice) {
            super(message);
            this.advice = advice;
        }
    }

    /** Tries something; false if it failed, and what depends on it need not be tried. */
    public boolean run(String name, String advice, Trial trial) {
        long begun = System.nanoTime();
        try {
            String sentence = trial.run();
            steps.add(new ProbeStep(name, Result.OK, sentence, "", since(begun)));
            return true;
        } catch (Failure e) {
            steps.add(new ProbeStep(name, Result.FAILED, words(e), e.advice, since(begun)));
        } catch (IOException e) {
            steps.add(new ProbeStep(name, Result.FAILED, words(e), advice, since(begun)));
        }
        return false;
    }

    private static long since(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static String words(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    public void ok(String name, String sentence) {
        steps.add(new ProbeStep(name, Result.OK, sentence, "", 0));
    }

    public void note(String name, String sentence) {
        steps.add(new ProbeStep(name, Result.NOTE, sentence, "", 0));
    }

    public void warn(String name, String sentence, String advice) {
        steps.add(new ProbeStep(name, Result.WARNING, sentence, advice, 0));
    }

    public void fail(String name, String sentence, String advice) {
        steps.add(new ProbeStep(name, Result.FAILED, sentence, advice, 0));
    }

    /** All steps so far. */
    public List<ProbeStep> all() {
        return List.copyOf(steps);
    }
}
