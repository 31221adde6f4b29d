package io.lading.mapping;

import java.util.Optional;

/**
 * What a partner or an agreement wants done about a value that a table lacks, whatever the map says.
 *
 * @param otherwise the value that takes its place; empty unless the kind is DEFAULT
 */
public record MissPolicy(Kind kind, String otherwise) {

    /** What becomes of the document. */
    public enum Kind {
        /** It is refused, with a finding. */
        FINDING,
        /** It waits, and goes on by itself when the table has the value. */
        HOLD,
        /** The value goes through as it is, with a warning. */
        PASS_THROUGH,
        /** A fixed value takes its place. */
        DEFAULT
    }

    /** Reads {@code hold}, {@code finding}, {@code passThrough} or {@code default EA}. */
    public static Optional<MissPolicy> parse(String text) {
        if (text.startsWith("default ") && text.length() > "default ".length()) {
            return Optional.of(new MissPolicy(
                    Kind.DEFAULT, text.substring("default ".length()).strip()));
        }
        return switch (text) {
            case "hold" -> Optional.of(new MissPolicy(Kind.HOLD, ""));
            case "finding" -> Optional.of(new MissPolicy(Kind.FINDING, ""));
            case "passThrough" -> Optional.of(new MissPolicy(Kind.PASS_THROUGH, ""));
            default -> Optional.empty();
        };
    }
}
