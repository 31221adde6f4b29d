package io.lading.cli;

/** Text from strangers, made fit for a terminal: control characters, which could move the cursor, become a mark. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        return fit(text, false);
    }

    /** The same for text of several lines: line ends and tabs stay. */
    static String lines(String text) {
        return fit(text, true);
    }

    private static String fit(String text, boolean lines) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> (lines && (c == '\n' || c == '\t')) || !isUnfit(c) ? c : 0xFFFD)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
