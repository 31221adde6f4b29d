package io.lading.operations;

import io.lading.mapping.LookupTable;
import io.lading.mapping.MissPolicy;
import io.lading.tracking.LookupStore;
import io.lading.tracking.LookupStore.Change;
import io.lading.tracking.LookupStore.Stored;
import io.lading.yaml.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Changes lookup tables for people and machines: nothing that cannot be read comes into force. Thread-safe. */
public final class LookupDesk {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern CELL = Pattern.compile("[^,\"\r\n#]{1,200}");
    private static final String CANONICAL = "canonical";
    private static final String CODE = "code";
    private static final Set<String> NO_CODES = Set.of(CANONICAL, "validFrom", "validTo", "label");
    private static final String NEW_TABLE = CANONICAL + "," + CODE + "\n";

    private final LookupStore store;

    public LookupDesk(LookupStore store) {
        this.store = store;
    }

    /**
     * What became of a change.
     *
     * @param problems why nothing was changed; empty if it was done
     */
    public record Result(List<String> added, List<String> removed, List<String> problems) {
        static Result refused(String problem) {
            return new Result(List.of(), List.of(), List.of(problem));
        }
    }

    /** Takes the place of the whole table. */
    public Result put(String scope, String table, String content, String onMiss, String actor) {
        return change(scope, table, onMiss, actor, before -> content);
    }

    /** Says what a code means from now on; the table begins with this row if there is none. */
    public Result set(String scope, String table, String code, String canonical, String actor) {
        if (!isCell(code) || !isCell(canonical)) {
            return Result.refused("A code and its meaning have 1 to 200 characters, without commas, quotation marks and"
                    + " number signs; put the whole table as CSV if it needs them.");
        }
        return change(scope, table, "", actor, before -> {
            String content = without(before.isBlank() ? NEW_TABLE : before, code);
            List<String> columns = columns(content);
            int at = codeColumn(columns);
            List<String> row = new ArrayList<>(Collections.nCopies(columns.size(), ""));
            if (at < 0 || !columns.contains(CANONICAL)) {
                return "";
            }
            row.set(columns.indexOf(CANONICAL), canonical);
            row.set(at, code);
            return content + String.join(",", row) + "\n";
        });
    }

    /** Takes a code out. */
    public Result unset(String scope, String table, String code, String actor) {
        Result result = change(scope, table, "", actor, before -> without(before, code));
        return result.problems().isEmpty() && result.removed().isEmpty()
                ? Result.refused("The lookup table " + LookupStore.subject(scope, table) + " has no row for the code '"
                        + code + "'.")
                : result;
    }

    /** Forgets the table. False if there was none. */
    public boolean remove(String scope, String table, String actor) {
        return store.remove(scope, table, actor);
    }

    /** @param make the new content of the old, which is empty if there is none; empty where that cannot be done */
    private Result change(String scope, String table, String onMiss, String actor, Function<String, String> make) {
        if (!NAME.matcher(table).matches()) {
            return Result.refused("A table's name consists of small letters, digits and dashes.");
        }
        if (!onMiss.isEmpty() && MissPolicy.parse(onMiss).isEmpty()) {
            return Result.refused(
                    "onMiss: expected hold, finding, passThrough or 'default X', found '" + onMiss + "'.");
        }
        List<Result> results = new ArrayList<>();
        store.change(scope, table, actor, before -> {
            String old = before.map(Stored::content).orElse("");
            String policy = onMiss.isEmpty() ? before.map(Stored::onMiss).orElse("") : onMiss;
            String made = make.apply(old);
            Result result = result(table, old, made);
            results.add(result);
            return result.problems().isEmpty() ? Optional.of(changed(result, made, onMiss, policy)) : Optional.empty();
        });
        return results.get(0);
    }

    private static Change changed(Result result, String content, String asked, String policy) {
        int added = result.added().size();
        String words = added + (added == 1 ? " row added, " : " rows added, ")
                + result.removed().size() + " removed" + (asked.isEmpty() ? "" : ", onMiss " + asked);
        return new Change(content, policy, words);
    }

    private static Result result(String table, String old, String made) {
        if (made.isBlank()) {
            return Result.refused(
                    "The table is empty, or has several columns of codes and none called 'code'; put the whole table as"
                            + " CSV.");
        }
        Problems problems = new Problems();
        LookupTable.parse(table, table + ".csv", made, problems);
        // Under other columns the same cells say something else.
        boolean sameColumns = columns(made).equals(columns(old));
        List<String> before = sameColumns ? entries(old) : List.of();
        return new Result(
                minus(entries(made), before),
                sameColumns ? minus(entries(old), entries(made)) : entries(old),
                problems.list().stream().map(Object::toString).toList());
    }

    private static List<String> entries(String content) {
        return rows(content).stream().skip(1).toList();
    }

    private static boolean isCell(String text) {
        return CELL.matcher(text).matches() && text.strip().equals(text);
    }

    /** Without the rows that hold at any time and tell of the code; those for certain days stay. */
    private static String without(String content, String code) {
        int at = codeColumn(columns(content));
        StringBuilder kept = new StringBuilder();
        for (String line : content.lines().toList()) {
            List<String> cells = cells(line);
            boolean dated = cells.stream().skip(2).anyMatch(cell -> cell.matches("\\d{4}-\\d{2}-\\d{2}"));
            if (at < 0 || cells.size() <= at || dated || !cells.get(at).equals(code)) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    /** The place of the codes: the column for all formats, or the only one there is for any; -1 if that is not clear. */
    public static int codeColumn(List<String> columns) {
        List<String> codes =
                columns.stream().filter(column -> !NO_CODES.contains(column)).toList();
        if (columns.contains(CODE)) {
            return columns.indexOf(CODE);
        }
        return codes.size() == 1 ? columns.indexOf(codes.get(0)) : -1;
    }

    private static List<String> columns(String content) {
        return rows(content).stream().findFirst().map(LookupDesk::cells).orElse(List.of());
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    /** The lines that are no comment; the first names the columns. */
    public static List<String> rows(String content) {
        return content.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(String::strip)
                .toList();
    }

    private static List<String> minus(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        left.removeAll(new HashSet<>(others));
        return left;
    }
}
