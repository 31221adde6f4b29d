package io.lading.transport.as2;

/** A sender's text made fit for a message or a log. */
final class Words {
    private static final int LONGEST = 120;

    private Words() {}

    /** Without control and direction characters, and cut. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(out::appendCodePoint);
        return text.length() > LONGEST ? out + "…" : out.toString();
    }
}
