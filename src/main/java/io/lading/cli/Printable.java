package io.lading.cli;

/** Text from strangers, made fit for a terminal: control characters, which could move the cursor, become a mark. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
