package io.lading.partner;

import io.lading.interchange.Delimiters;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads values of an {@code envelope} block: those of the agreement, else of the partner's own block, else the usual. */
final class EnvelopeKeys {
    private final FileReading block;
    private final FileReading base;

    EnvelopeKeys(FileReading block, FileReading base) {
        this.block = block;
        this.base = base;
    }

    String text(String key, String otherwise) {
        return source(key).text(key, otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return source(key).has(key) ? source(key).flag(key) : otherwise;
    }

    int count(String key, int otherwise) {
        return source(key).count(key, otherwise);
    }

    String fixed(String key, String otherwise, int length) {
        String value = text(key, otherwise);
        if (value.length() != length) {
            source(key).problem(key, "'" + key + "' has exactly " + length + " characters; found '" + value + "'.");
            return otherwise;
        }
        return value;
    }

    String upTo(String key, String otherwise, int length) {
        String value = text(key, otherwise);
        if (value.length() > length) {
            source(key).problem(key, "'" + key + "' has at most " + length + " characters; found '" + value + "'.");
            return otherwise;
        }
        return value;
    }

    void problem(String key, String message) {
        source(key).problem(key, message);
    }

    /** What follows each segment. */
    String suffix() {
        return switch (text("segmentSuffix", "none")) {
            case "lf" -> "\n";
            case "crlf" -> "\r\n";
            default -> "";
        };
    }

    byte delimiter(String name, char usual) {
        FileReading given = block.of("delimiters").has(name) ? block.of("delimiters") : base.of("delimiters");
        Optional<String> text = given.text(name).map(EnvelopeKeys::unescape);
        if (text.isEmpty()) {
            return (byte) usual;
        }
        char c = text.get().charAt(0);
        boolean usable = text.get().length() == 1 && c < 0x80 && !Character.isLetterOrDigit(c) && c != ' ' && c != '.';
        if (!usable || c == '-') {
            given.problem(
                    name,
                    "The delimiter '" + name + "' must be one ASCII character that is no letter, digit, blank, "
                            + "point or dash; found '" + text.get() + "'. A control character is written as 0x1D.");
            return (byte) usual;
        }
        return (byte) c;
    }

    void checkDifferent(Delimiters given) {
        List<Byte> all =
                List.of(given.element(), given.component(), given.segment(), given.repetition(), given.release());
        Set<Byte> different = new HashSet<>();
        if (!all.stream().allMatch(one -> one == Delimiters.NONE || different.add(one))) {
            source("delimiters").problem("delimiters", "Two delimiters are the same character; each needs its own.");
        }
    }

    /** {@code 0x1D} stands for the control character: YAML's own escapes need double quotes and are easily lost. */
    private static String unescape(String text) {
        return text.matches("0x[0-7][0-9A-Fa-f]")
                ? String.valueOf((char) Integer.parseInt(text.substring(2), 16))
                : text;
    }

    private FileReading source(String key) {
        return block.has(key) ? block : base;
    }
}
