package io.lading.cli;

import java.util.Locale;

/** How words look on a terminal: in colours where one listens, plain in pipes and where NO_COLOR is set. */
final class Terminal {
    private static final String RESET = "\u001b[0m";

    private final boolean colours;

    private Terminal(boolean colours) {
        this.colours = colours;
    }

    /** Standard output; the script {@code lading} says whether it is a terminal. */
    static Terminal ofProcess() {
        return new Terminal(Boolean.getBoolean("lading.terminal") && coloursAreWanted());
    }

    /** Standard error, which is a terminal even where the output goes into a pipe. */
    static Terminal ofErrors() {
        return new Terminal(errorsAreWatched() && coloursAreWanted());
    }

    /** True if somebody watches standard error. */
    static boolean errorsAreWatched() {
        return Boolean.getBoolean("lading.terminal.errors");
    }

    private static boolean coloursAreWanted() {
        String wish = System.getenv("NO_COLOR");
        return wish == null || wish.isEmpty();
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String warning(String text) {
        return paint("33", text);
    }

    /** A text in one of the tones that the hub gives to states and steps. */
    String toned(String tone, String text) {
        return switch (tone.toUpperCase(Locale.ROOT)) {
            case "GOOD" -> good(text);
            case "WARNING" -> warning(text);
            case "BAD" -> paint("1;31", text);
            case "BUSY" -> paint("36", text);
            default -> dim(text);
        };
    }

    /** A standing, in the tone it has. */
    String standing(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        return io.lading.tracking.Standing.parse(name)
                .map(standing -> toned(standing.tone().name(), words))
                .orElse(words);
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
