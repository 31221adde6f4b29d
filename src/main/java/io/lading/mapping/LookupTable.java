package io.lading.mapping;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A two-way table of codes. The column {@code canonical} holds the documents' value, each other column the codes of one
 * standard or partner. Where several rows share a value, the first row that has a code is the one that is written; a code
 * after {@code >} is only written, as the nearest that there is. A column {@code code} stands for every column that the table
 * has not got. Rows with {@code validFrom} or {@code validTo} hold only on these days, and then before the others.
 * Immutable.
 */
public final class LookupTable {
    private static final String CANONICAL = "canonical";
    private static final String LABEL = "label";
    private static final String ANY = "code";
    private static final String FROM = "validFrom";
    private static final String TO = "validTo";
    private static final Set<String> NO_CODES = Set.of(CANONICAL, LABEL, FROM, TO);
    private static final char WRITTEN_ONLY = '>';

    private final String name;
    private final Map<String, Map<String, String>> toCanonical;
    private final Map<String, Map<String, String>> fromCanonical;
    private final List<Dated> dated;

    private LookupTable(
            String name,
            Map<String, Map<String, String>> toCanonical,
            Map<String, Map<String, String>> fromCanonical,
            List<Dated> dated) {
        this.name = name;
        this.toCanonical = toCanonical;
        this.fromCanonical = fromCanonical;
        this.dated = dated;
    }

    /** A code that holds only for a time, both days included; null for an open end. */
    private record Dated(
            String column,
            String code,
            String canonical,
            boolean writtenOnly,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        boolean holds(String asked, @Nullable LocalDate on) {
            return on != null
                    && (column.equals(asked) || column.equals(ANY))
                    && (from == null || !on.isBefore(from))
                    && (until == null || !on.isAfter(until));
        }
    }

    /** A table of one column, as a partner's file states it: code → canonical value. */
    public static LookupTable of(String name, String column, Map<String, String> codes) {
        Map<String, String> back = new LinkedHashMap<>();
        codes.forEach((code, value) -> back.putIfAbsent(value, code));
        return new LookupTable(name, Map.of(column, Map.copyOf(codes)), Map.of(column, Map.copyOf(back)), List.of());
    }

    /** Reads CSV whose first line names the columns; {@code #} begins a line of comment. */
    public static LookupTable parse(String name, String file, String csv, Problems problems) {
        List<String> columns = List.of();
        Map<String, Map<String, String>> to = new HashMap<>();
        Map<String, Map<String, String>> from = new HashMap<>();
        List<Dated> dated = new ArrayList<>();
        String[] lines = csv.split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            List<String> cells = cells(lines[i]);
            Place place = new Place(file, i + 1, 1);
            if (columns.isEmpty()) {
                columns = cells;
                if (!columns.contains(CANONICAL)) {
                    problems.add(place, "The first line must name the columns, one of them 'canonical'.");
                    break;
                }
                continue;
            }
            if (cells.size() > columns.size()) {
                problems.add(place, "The line has " + cells.size() + " values for " + columns.size() + " columns.");
                continue;
            }
            if (cells.size() < columns.size() && !hasCode(columns, cells)) {
                problems.add(
                        place,
                        "The line has " + cells.size() + " of " + columns.size() + " values and no code: '" + lines[i]
                                + "'.");
                continue;
            }
            if (isDated(columns, cells)) {
                addDated(columns, cells, dated, place, problems);
            } else {
                addRow(columns, cells, to, from, place, problems);
            }
        }
        return new LookupTable(name, to, from, List.copyOf(dated));
    }

    /** Trailing columns may be left out, but a row without any code says nothing. */
    private static boolean hasCode(List<String> columns, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (!NO_CODES.contains(columns.get(i)) && !cells.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static String cell(List<String> columns, List<String> cells, String column) {
        int at = columns.indexOf(column);
        return at >= 0 && at < cells.size() ? cells.get(at) : "";
    }

    private static boolean isDated(List<String> columns, List<String> cells) {
        return !cell(columns, cells, FROM).isEmpty()
                || !cell(columns, cells, TO).isEmpty();
    }

    private static void addDated(
            List<String> columns, List<String> cells, List<Dated> dated, Place place, Problems problems) {
        LocalDate from = day(cell(columns, cells, FROM), place, problems);
        LocalDate until = day(cell(columns, cells, TO), place, problems);
        if (from != null && until != null && until.isBefore(from)) {
            problems.add(place, "The row ends on " + until + ", before it begins on " + from + ".");
        }
        String canonical = cell(columns, cells, CANONICAL);
        for (int i = 0; i < cells.size(); i++) {
            String column = columns.get(i);
            String code = cells.get(i);
            if (!code.isEmpty() && !NO_CODES.contains(column)) {
                boolean writtenOnly = code.charAt(0) == WRITTEN_ONLY;
                dated.add(
                        new Dated(column, writtenOnly ? code.substring(1) : code, canonical, writtenOnly, from, until));
            }
        }
    }

    private static @Nullable LocalDate day(String text, Place place, Problems problems) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            problems.add(place, "Expected a day such as 2026-10-01, found '" + text + "'.");
            return null;
        }
    }

    private static void addRow(
            List<String> columns,
            List<String> cells,
            Map<String, Map<String, String>> to,
            Map<String, Map<String, String>> from,
            Place place,
            Problems problems) {
        int at = columns.indexOf(CANONICAL);
        String canonical = at < cells.size() ? cells.get(at) : "";
        for (int i = 0; i < cells.size(); i++) {
            String column = columns.get(i);
            String code = cells.get(i);
            if (NO_CODES.contains(column) || code.isEmpty()) {
                continue;
            }
            if (code.charAt(0) == WRITTEN_ONLY) {
                from.computeIfAbsent(column, c -> new HashMap<>()).putIfAbsent(canonical, code.substring(1));
                continue;
            }
            String before = to.computeIfAbsent(column, c -> new HashMap<>()).putIfAbsent(code, canonical);
            if (before != null) {
                problems.add(
                        place,
                        "The code '" + code + "' stands twice in column " + column + "; it already means '" + before
                                + "'.");
            }
            from.computeIfAbsent(column, c -> new HashMap<>()).putIfAbsent(canonical, code);
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    public String name() {
        return name;
    }

    /** The documents' value for a code, or null if the table lacks it. */
    public @Nullable String toCanonical(String column, String code) {
        return toCanonical(column, code, null);
    }

    /** @param on the day of the document; null if it does not matter */
    @Nullable
    String toCanonical(String column, String code, @Nullable LocalDate on) {
        for (Dated row : dated) {
            if (!row.writtenOnly() && row.code().equals(code) && row.holds(column, on)) {
                return row.canonical();
            }
        }
        Map<String, String> codes = toCanonical.getOrDefault(column, toCanonical.get(ANY));
        return codes == null ? null : codes.get(code);
    }

    /** The code to write for a documents' value, or null if the table lacks it. */
    public @Nullable String fromCanonical(String column, String value) {
        return fromCanonical(column, value, null);
    }

    /** @param on the day of the document; null if it does not matter */
    @Nullable
    String fromCanonical(String column, String value, @Nullable LocalDate on) {
        for (Dated row : dated) {
            if (row.canonical().equals(value) && row.holds(column, on)) {
                return row.code();
            }
        }
        Map<String, String> codes = fromCanonical.getOrDefault(column, fromCanonical.get(ANY));
        return codes == null ? null : codes.get(value);
    }

    /** True if some rows hold only for a time. */
    boolean isDated() {
        return !dated.isEmpty();
    }

    /** True if any column has a code for the value. */
    boolean isCanonical(String value) {
        return fromCanonical.values().stream().anyMatch(codes -> codes.containsKey(value))
                || dated.stream().anyMatch(row -> row.canonical().equals(value));
    }
}
