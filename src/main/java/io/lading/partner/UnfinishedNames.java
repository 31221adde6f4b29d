package io.lading.partner;

import java.util.List;

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

    /** Folders of thousands of files are looked through every second: nothing is compiled or allocated. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int star = -1;
        int after = 0;
        for (int n = 0; n < name.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                after = n;
            } else if (p < pattern.length() && isSame(pattern.charAt(p), name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) { // the star stands for one more
                p = star + 1;
                n = ++after;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean isSame(char wanted, char found) {
        return wanted == '?' || Character.toLowerCase(wanted) == Character.toLowerCase(found);
    }

    /** For people: {@code *.tmp, *.part}. */
    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
