package io.lading.cli;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same rule broken at several places of a transaction set, told once: a file with one wrong habit is one thing to mend. */
final class Repetition {
    private static final int MOST_PLACES = 10;

    private Repetition() {}

    /** The findings in their order, those that break one rule together, at the place of the first. */
    static List<List<Finding>> of(Collection<Finding> findings) {
        Map<Rule, List<Finding>> byRule = new LinkedHashMap<>();
        findings.forEach(finding -> byRule.computeIfAbsent(Rule.of(finding), any -> new ArrayList<>())
                .add(finding));
        return List.copyOf(byRule.values());
    }

    /** {@code The same at segments 53, 70 and 87}, with what was found where that differs. */
    static String words(List<Finding> alike) {
        String first = alike.get(0).found();
        boolean same = alike.stream().allMatch(finding -> finding.found().equals(first));
        List<String> places = alike.stream()
                .skip(1)
                .limit(MOST_PLACES)
                .map(finding -> place(finding, same))
                .toList();
        int more = alike.size() - 1 - places.size();
        String last = more > 0 ? more + " more" : places.get(places.size() - 1);
        List<String> before = more > 0 ? places : places.subList(0, places.size() - 1);
        String label = before.isEmpty() ? "The same at segment " : "The same at segments ";
        return label + (before.isEmpty() ? "" : String.join(", ", before) + " and ") + last + ".";
    }

    private static String place(Finding finding, boolean same) {
        String ordinal = String.valueOf(finding.position().segmentOrdinal());
        return same || finding.found().isEmpty() ? ordinal : ordinal + " (" + finding.quoted() + ")";
    }

    /** What makes two findings the same thing to mend: one without a segment stands alone, by its offset. */
    private record Rule(
            FindingCode code,
            Finding.Origin origin,
            String expected,
            @Nullable String interchange,
            @Nullable String transactionSet,
            @Nullable String segment,
            int element,
            int component,
            long offset) {
        static Rule of(Finding finding) {
            Position at = finding.position();
            boolean mayRepeat = at.segment() != null && at.segmentOrdinal() > 0;
            return new Rule(
                    finding.code(),
                    finding.origin(),
                    finding.expected(),
                    at.interchange(),
                    at.transactionSet(),
                    at.segment(),
                    at.element(),
                    at.component(),
                    mayRepeat ? 0 : at.offset());
        }
    }
}
