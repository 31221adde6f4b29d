package io.lading.interchange;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a finding, where its code alone does not tell: the same code has other causes, and other ways out, in other
 * standards and for other values. Stateless.
 */
final class Advice {
    private static final String DIRECTORY_JAR = "edifact-schemas-2.0.0-";

    private static final String WE_ARE_THE_SENDER =
            "It is in what the hub writes: correct the map, or the value of the document that it was written from.";

    private Advice() {}

    static String of(Finding finding) {
        String advice = inGeneral(finding);
        boolean ours = finding.position().isWritten()
                && advice.toLowerCase(Locale.ROOT).contains("ask the sender");
        return ours ? WE_ARE_THE_SENDER : advice;
    }

    private static String inGeneral(Finding finding) {
        return switch (finding.code()) {
            case NUMBER_MALFORMED -> number(finding);
            case DATE_MALFORMED -> date(finding);
            case TIME_MALFORMED ->
                finding.found().isBlank()
                        ? "Ask the sender to fill the time."
                        : finding.code().advice();
            case GROUP_COUNT_WRONG -> count(finding);
            case VERSION_NOT_SUPPORTED -> version(finding);
            case SET_NOT_SUPPORTED -> set(finding);
            case CODE_NOT_ALLOWED -> code(finding);
            default -> finding.code().advice();
        };
    }

    // ---- values ---------------------------------------------------------------------------------------------------

    private static String number(Finding finding) {
        String found = finding.found();
        boolean letter = found.chars().anyMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
        if (letter) {
            return "Ask the sender to check for a letter typed in place of a digit, such as O for zero.";
        }
        boolean whole = finding.expected().startsWith("a whole number");
        boolean marked = found.indexOf('.') >= 0 || found.indexOf(',') >= 0;
        if (whole && marked) {
            return "Ask the sender to leave out the decimal mark: where decimals are implied, 12.50 is sent as 1250.";
        }
        if (found.indexOf(' ') >= 0) {
            return "Ask the sender to leave out the blanks.";
        }
        if (found.indexOf('+') >= 0 || found.indexOf('-') > 0) {
            return "Ask the sender to put a minus sign in front, and no plus sign.";
        }
        if (marked) {
            return "Ask the sender to send one decimal mark at most, with digits on both sides and none between thousands.";
        }
        return finding.code().advice();
    }

    private static String date(Finding finding) {
        String found = finding.found();
        if (found.isBlank()) {
            return "Ask the sender to fill the date.";
        }
        boolean century = finding.expected().contains("CCYYMMDD");
        boolean digits = found.chars().allMatch(c -> c >= '0' && c <= '9');
        if (century && digits && found.length() == 6) {
            return "The century is missing: ask the sender to send the year in four digits, 20" + found + " for "
                    + found + ".";
        }
        if (!century && digits && found.length() == 8 && finding.expected().endsWith("YYMMDD")) {
            return "Ask the sender to leave out the century: this date has six digits.";
        }
        if (finding.expected().contains("DDMMYY")) {
            return "Ask the sender to send a date that exists, in the order day, month, year, as its format code says.";
        }
        return century || finding.expected().contains("YYMMDD")
                ? "Ask the sender to send a date that exists, in the order year, month, day."
                : finding.code().advice();
    }

    private static String code(Finding finding) {
        String segment = finding.position().segment();
        return segment != null && isEnvelope(segment)
                ? "Ask the sender to use a code that the standard has for this element."
                : finding.code().advice();
    }

    private static boolean isEnvelope(String segment) {
        return switch (segment) {
            case "ISA", "GS", "TA1", "UNB", "UNG" -> true;
            default -> false;
        };
    }

    private static String count(Finding finding) {
        @Nullable String counted = finding.position().elementName();
        String noun = counted == null ? "groups" : counted.replace(" count", "s");
        return "The trailer counts other " + noun + " than were sent; ask the sender whether something is missing.";
    }

    // ---- what is not supported ------------------------------------------------------------------------------------

    private static String version(Finding finding) {
        String segment = finding.position().segment();
        if ("UNH".equals(segment) && isDirectory(finding.found())) {
            return "Add the directory (./lading schema import " + jar(finding.found())
                    + ", see docs/reference/schemas.md), or ask the sender to use one of these.";
        }
        if ("UNH".equals(segment)) {
            return "Ask the sender to correct the version and release in UNH.";
        }
        boolean ofSchemas = finding.expected().contains("schema");
        if (ofSchemas && ("GS".equals(segment) || "ST".equals(segment))) {
            return "Ask the sender to use one of these, or add the release: a folder in mappings/schemas/x12 that starts from one"
                    + " of them (see docs/reference/schemas.md).";
        }
        return finding.code().advice();
    }

    private static String set(Finding finding) {
        String segment = finding.position().segment();
        boolean ofSchemas = finding.expected().contains("schema");
        if (ofSchemas && "UNH".equals(segment)) {
            String release = finding.expected().substring(finding.expected().lastIndexOf(' ') + 1);
            return "Add the message (./lading schema import --message " + finding.found() + " " + jar(release)
                    + ", see docs/reference/schemas.md), or ask the sender not to send it.";
        }
        if (ofSchemas && "ST".equals(segment)) {
            return "Add a schema of the transaction set (see docs/reference/schemas.md), or ask the sender not to send it.";
        }
        return finding.code().advice();
    }

    /** {@code D.96A}: a directory that one can import. */
    private static boolean isDirectory(String release) {
        return release.matches("D\\.\\d\\d[A-Z]");
    }

    private static String jar(String release) {
        return DIRECTORY_JAR + release.replace(".", "").toLowerCase(Locale.ROOT) + ".jar";
    }
}
