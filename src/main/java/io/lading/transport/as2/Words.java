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

    /** A sender's file name for people: its last part, never a path. */
    static String fileName(String name) {
        return shown(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip());
    }

    /** A sender's media type, if it is one. */
    static String mediaType(String type) {
        return type.length() <= 100 && type.matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
                ? type
                : "application/octet-stream";
    }
}
