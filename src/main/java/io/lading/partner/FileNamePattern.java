package io.lading.partner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How delivered files are named: {@code {document}-{number}-{id}.{extension}}. */
public record FileNamePattern(String pattern) {

    /** What may stand in braces. */
    public static final List<String> WORDS =
            List.of("id", "document", "number", "partner", "control", "usage", "extension");

    static final String USUAL = "{document}-{number}-{id}.{extension}";

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";
    private static final int LONGEST_PART = 80;

    /** Why this pattern cannot be used, if so. */
    Optional<String> refusal() {
        Matcher matcher = PLACE.matcher(pattern);
        boolean unique = false;
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group(1))) {
                return Optional.of("The file name '" + pattern + "' has the unknown place {" + matcher.group(1)
                        + "}. Known: " + String.join(", ", WORDS) + ".");
            }
            unique |= matcher.group(1).equals("id");
        }
        if (!unique) {
            return Optional.of("The file name '" + pattern
                    + "' could come up twice and one file replace another; add {id} to it.");
        }
        if (!matcher.reset().replaceAll("").matches("[A-Za-z0-9._-]*") || pattern.startsWith(".")) {
            return Optional.of("The file name '" + pattern
                    + "' may hold letters, digits, points, dashes and {places}, and not begin with a point.");
        }
        return Optional.empty();
    }

    /**
     * The name for one file. Values come from documents, so whatever is not a letter, digit, point or dash becomes a dash,
     * and no name can leave the folder.
     *
     * @param values by the words of {@link #WORDS}; one that is missing or empty is written as a dash
     */
    public String render(Map<String, String> values) {
        Matcher matcher = PLACE.matcher(pattern);
        String name =
                matcher.replaceAll(found -> Matcher.quoteReplacement(safe(values.getOrDefault(found.group(1), ""))));
        return name.startsWith(".") ? "-" + name.substring(1) : name;
    }

    private static String safe(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length() && i < LONGEST_PART; i++) {
            char c = value.charAt(i);
            out.append(PLAIN.indexOf(c) >= 0 ? c : '-');
        }
        return out.isEmpty() ? "-" : out.toString();
    }
}
