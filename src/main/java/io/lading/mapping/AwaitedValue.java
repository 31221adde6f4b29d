package io.lading.mapping;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that a document waits for until its lookup table has it.
 *
 * @param column the codes' side: {@code x12}, {@code edifact}, or a partner's own
 * @param day of the document, by which rows that hold only for a time are looked at; null if it is not known
 * @param read true for a code that was read, false for a documents' value that has no code to write
 */
public record AwaitedValue(
        String table,
        String column,
        String value,
        boolean read,
        @Nullable LocalDate day) {
    private static final Pattern EXPECTED =
            Pattern.compile("(a code|a value) of the lookup table (\\S+) for (\\S+?)(?: on ([0-9-]{10}))?");

    /** As findings say it. */
    public static String expected(String table, String column, boolean read, @Nullable LocalDate day) {
        String when = day == null ? "" : " on " + day;
        return (read ? "a code" : "a value") + " of the lookup table " + table + " for " + column + when;
    }

    /** Those that findings tell of, each once. */
    public static List<AwaitedValue> of(Collection<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.code() == FindingCode.VALUE_AWAITED)
                .map(AwaitedValue::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<AwaitedValue> of(Finding finding) {
        Matcher matcher = EXPECTED.matcher(finding.expected());
        return matcher.matches()
                ? Optional.of(new AwaitedValue(
                        matcher.group(2),
                        matcher.group(3),
                        finding.found(),
                        matcher.group(1).equals("a code"),
                        matcher.group(4) == null ? null : LocalDate.parse(matcher.group(4))))
                : Optional.empty();
    }

    /** True if the tables know it now. */
    public boolean isIn(Lookups all) {
        Lookups lookups = day == null ? all : all.at(day);
        return read
                ? lookups.toCanonical(table, column, value) != null
                : lookups.fromCanonical(table, column, value) != null;
    }

    /** {@code waiting for lookup units: BX, QQ}. */
    public static String reason(Collection<AwaitedValue> awaited) {
        return awaited.stream()
                .collect(Collectors.groupingBy(
                        AwaitedValue::table,
                        java.util.TreeMap::new,
                        Collectors.mapping(AwaitedValue::value, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> "waiting for lookup " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
