package io.lading.mapping.registry;

import java.util.List;

/** Where two texts differ, as lines marked {@code -} for expected and {@code +} for actual, with a line around. */
final class TextDifference {
    private static final int MOST_LINES = 40;

    private TextDifference() {}

    /** Empty if the texts are equal. */
    static String of(String expected, String actual) {
        if (expected.equals(actual)) {
            return "";
        }
        List<String> before = expected.lines().toList();
        List<String> after = actual.lines().toList();
        int start = 0;
        while (start < Math.min(before.size(), after.size())
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        StringBuilder out = new StringBuilder("  from line " + (start + 1) + "\n");
        if (start > 0) {
            out.append("    ").append(before.get(start - 1)).append('\n');
        }
        append(out, "  - ", before.subList(start, before.size() - end));
        append(out, "  + ", after.subList(start, after.size() - end));
        return out.toString();
    }

    private static void append(StringBuilder out, String mark, List<String> lines) {
        for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            out.append(mark).append(lines.get(i)).append('\n');
        }
        if (lines.size() > MOST_LINES) {
            out.append(mark).append("… and ").append(lines.size() - MOST_LINES).append(" more lines\n");
        }
    }
}
