package io.lading.cli;

/** Text from strangers, made fit for a terminal: control characters, which could move the cursor, become a mark. */
final class Printable {
    private Printable() {}

    /** The same for text of several lines: line ends and tabs stay. */
    static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\n' || c == '\t' || !isUnfit(c) ? c : 0xFFFD)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> isUnfit(c) ? 0xFFFD : c).forEach(out::appendCodePoint);
        return out.toString();
    }
}
