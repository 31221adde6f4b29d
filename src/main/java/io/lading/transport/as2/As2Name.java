package io.lading.transport.as2;

import java.util.Optional;

/** The names in AS2-From and AS2-To (RFC 4130 §6.2): 1 to 128 printable characters, told apart by case. */
final class As2Name {
    private static final int LONGEST = 128;

    private As2Name() {}

    /** What is wrong with a name in a partner file, if anything. */
    public static Optional<String> refusal(String name) {
        boolean printable = name.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        if (name.isBlank() || name.length() > LONGEST || !printable || !name.equals(name.strip())) {
            return Optional.of("An AS2 name has 1 to " + LONGEST
                    + " printable ASCII characters and no blanks at its ends; found '" + Words.shown(name) + "'.");
        }
        return Optional.empty();
    }

    /** The name in a header, without quotes; nothing if it is none. */
    static Optional<String> parse(String header) {
        String text = header.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        if (quoted) {
            text = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return refusal(text).isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** Quoted where it must be. */
    static String header(String name) {
        boolean plain = name.chars().allMatch(c -> c > ' ' && c != '"' && c != '\\');
        return plain ? name : "\"" + name.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
    }
}
