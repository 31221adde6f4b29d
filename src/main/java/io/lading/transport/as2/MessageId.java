package io.lading.transport.as2;

import java.util.Optional;

/**
 * A Message-ID (RFC 4130 §5.3.3), without the angle brackets that some partners forget. Blanks and characters beyond ASCII,
 * which RFC 5322 §3.6.4 forbids, are taken: OpenAS2 makes its own of names and file names. It names nothing but a row.
 *
 * @param key as people read it, by which repeats are known; empty where there is no usable one
 * @param wire what a receipt repeats: one character for every byte that came
 */
record MessageId(String key, String wire) {
    private static final int LONGEST = 998;

    static final MessageId NONE = new MessageId("", "");

    /** What {@link #parse} wants, for those who get a refusal. */
    static final String EXPECTED = "expected one of 1 to " + LONGEST + " characters without control characters";

    /** Without angle brackets and blanks. */
    static String plain(String header) {
        String text = header.strip();
        boolean bracketed = text.length() > 1 && text.startsWith("<") && text.endsWith(">");
        return bracketed ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** Nothing if it can be none. */
    static Optional<MessageId> parse(String header) {
        String wire = Characters.bytesOf(plain(header));
        String key = Characters.readable(wire);
        boolean usable = !wire.isEmpty()
                && wire.length() <= LONGEST
                && key.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        return usable ? Optional.of(new MessageId(key, wire)) : Optional.empty();
    }

    boolean isGiven() {
        return !key.isEmpty();
    }
}
