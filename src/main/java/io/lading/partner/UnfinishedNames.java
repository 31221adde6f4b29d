package io.lading.partner;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How programs name a file that they have not finished writing: it counts once it is renamed.
 *
 * @param patterns such as {@code *.tmp}, in either case; {@code *} stands for any characters, {@code ?} for one
 */
public record UnfinishedNames(List<String> patterns) {
    /** Those of WinSCP, FileZilla, Spring Integration, rclone, lftp, browsers and common scripts. */
    public static final UnfinishedNames USUAL = new UnfinishedNames(
            List.of(".*", "*.tmp", "*.part", "*.partial", "*.filepart", "*.writing", "*.inprogress", "*.uploading"));

    public UnfinishedNames {
        patterns = List.copyOf(patterns);
    }

    /** Whether a name says that its file is unfinished. */
    public boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        String expression = pattern.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }

    /** For people: {@code *.tmp, *.part}. */
    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
