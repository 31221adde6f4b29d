package io.lading.syntax.edifact;

import io.lading.syntax.CharacterSets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decides how the values of one message are decoded. By the label in UNB, but labels lie: bytes beyond ASCII that are
 * well-formed UTF-8 are UTF-8 under any label, for text in another set almost never is; and what a label cannot mean is
 * ISO 8859-1.
 */
final class Characters {

    private Characters() {}

    static Charset of(SyntaxLevel level, byte[] bytes, int from, int to) {
        if (level == SyntaxLevel.UNOX) {
            return level.charset();
        }
        int first = CharacterSets.firstBeyondAscii(bytes, from, to);
        if (first == to) {
            return StandardCharsets.US_ASCII;
        }
        Charset found = CharacterSets.of(bytes, first, to);
        boolean lacks =
                switch (level) {
                    case UNOA, UNOB, UNOW, UNOY, OTHER -> true;
                    default -> false;
                };
        return lacks || found.equals(StandardCharsets.UTF_8) ? found : level.charset();
    }

    /** True if bytes beyond ASCII turned out to be of another character set than the label names. */
    static boolean contradict(SyntaxLevel level, Charset found) {
        if (found.equals(StandardCharsets.US_ASCII)) {
            return false;
        }
        return switch (level) {
            // Told by their first byte that is no character of theirs.
            case UNOA, UNOB, OTHER -> false;
            default -> !found.equals(level.charset());
        };
    }
}
