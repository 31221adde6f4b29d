package io.lading.cli.process;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Tells a person how far the start of a hub is once it takes longer than a second: on a terminal one line that is drawn
 * again and wiped at the end, elsewhere a line for each stage.
 */
public final class StartWatch {
    private static final long FIRST_AFTER_MILLIS = 1000;
    private static final long EVERY_MILLIS = 250;
    private static final String WIPE = "\r\u001b[K";

    private final PrintWriter errors;
    private final boolean terminal;
    private String stage = "";
    private long drawnMillis = FIRST_AFTER_MILLIS - EVERY_MILLIS;
    private boolean visible;

    /** @param terminal whether a person watches {@code errors} */
    StartWatch(PrintWriter errors, boolean terminal) {
        this.errors = errors;
        this.terminal = terminal;
    }

    /** Tells whoever sits before the process's standard error; the script {@code lading} says whether that is a terminal. */
    public static StartWatch on(PrintWriter errors) {
        return new StartWatch(errors, Boolean.getBoolean("lading.terminal.errors"));
    }

    /** Tells nobody. */
    static StartWatch silent() {
        return new StartWatch(new PrintWriter(PrintWriter.nullWriter()), false);
    }

    /** @param now what the hub is doing, in its own words; empty before its first */
    void look(Duration since, String now) {
        long millis = since.toMillis();
        if (millis < FIRST_AFTER_MILLIS) {
            return;
        }
        String known = stage.isEmpty() ? "Java is started" : stage;
        String words = now.isEmpty() ? known : now;
        if (!terminal && !words.equals(stage)) {
            errors.println("The hub is starting, " + since.toSeconds() + " s: " + words);
            errors.flush();
        }
        stage = words;
        if (terminal && millis - drawnMillis >= EVERY_MILLIS) {
            drawnMillis = millis;
            errors.print(WIPE + "The hub is starting, " + since.toSeconds() + " s: " + words);
            errors.flush();
            visible = true;
        }
    }

    /** It answers, or has ended. */
    void done() {
        if (visible) {
            errors.print(WIPE);
            errors.flush();
            visible = false;
        }
    }
}
