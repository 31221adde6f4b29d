package io.lading.cli;

import io.lading.interchange.Standard;
import java.util.Locale;
import java.util.Optional;

/**
 * A format of X12 or EDIFACT: {@code x12/004010}, {@code edifact/d96a}, and with {@code /865} behind it where several sets
 * carry the same document.
 *
 * @param release {@code 004010}, {@code D.96A}: as GS08 and UNH say it
 * @param setType empty if the document decides
 */
record EdiFormat(Standard standard, String release, String setType) {

    static Optional<EdiFormat> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        String set = parts.length == 3 ? parts[2].toUpperCase(Locale.ROOT) : "";
        if (parts[0].equals("x12") && parts[1].matches("00[0-9]{4}[A-Z0-9]{0,6}")) {
            return Optional.of(new EdiFormat(Standard.X12, parts[1], set));
        }
        if (parts[0].equals("edifact") && parts[1].matches("d[0-9]{2}[ab]")) {
            String release = "D." + parts[1].substring(1).toUpperCase(Locale.ROOT);
            return Optional.of(new EdiFormat(Standard.EDIFACT, release, set));
        }
        return Optional.empty();
    }

    /** True if it is written like one, whether or not it is right. */
    static boolean looksLike(String text) {
        return text.matches("(x12|edifact)/[0-9a-z]+(/[0-9A-Za-z]{3,6})?") && !text.matches(".*/[0-9]{3}-.*");
    }

    /** ISA12: {@code 00401} of {@code 004010}. */
    String envelopeVersion() {
        return release.substring(0, 5);
    }
}
