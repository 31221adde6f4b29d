package io.lading.mapping;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A two-way table of codes. The column {@code canonical} holds the documents' value, each other column the codes of one
 * standard or partner. Where several rows share a value, the first row that has a code is the one that is written; a code
 * after {@code >} is only written, as the nearest that there is.
 * Immutable.
 */
public final class LookupTable {
    private static final String CANONICAL = "canonical";
    private static final String LABEL = "label";
    private static final char WRITTEN_ONLY = '>';

    private final String name;
    private final Map<String, Map<String, String>> toCanonical;
    private final Map<String, Map<String, String>> fromCanonical;

    private LookupTable(
            String name, Map<String, Map<String, String>> toCanonical, Map<String, Map<String, String>> fromCanonical) {
        this.name = name;
        this.toCanonical = toCanonical;
        this.fromCanonical = fromCanonical;
    }

    /** A table of one column, as a partner's file states it: code → canonical value. */
    public static LookupTable of(String name, String column, Map<String, String> codes) {
        Map<String, String> back = new LinkedHashMap<>();
        codes.forEach((code, value) -> back.putIfAbsent(value, code));
        return new LookupTable(name, Map.of(column, Map.copyOf(codes)), Map.of(column, Map.copyOf(back)));
    }

    /** Reads CSV whose first line names the columns; {@code #} begins a line of comment. */
    public static LookupTable parse(String name, String file, String csv, Problems problems) {
        List<String> columns = List.of();
        Map<String, Map<String, String>> to = new HashMap<>();
        Map<String, Map<String, String>> from = new HashMap<>();
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
            addRow(columns, cells, to, from, place, problems);
        }
        return new LookupTable(name, to, from);
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
            if (i == at || column.equals(LABEL) || code.isEmpty()) {
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
        Map<String, String> codes = toCanonical.get(column);
        return codes == null ? null : codes.get(code);
    }

    /** The code to write for a documents' value, or null if the table lacks it. */
    public @Nullable String fromCanonical(String column, String value) {
        Map<String, String> codes = fromCanonical.get(column);
        return codes == null ? null : codes.get(value);
    }

    /** True if any column has a code for the value. */
    boolean isCanonical(String value) {
        return fromCanonical.values().stream().anyMatch(codes -> codes.containsKey(value));
    }
}
