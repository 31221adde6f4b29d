package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the tree that HL segments make: each level has a number of its own and a parent that came before it, the levels
 * are nested as the structure in BSN05 says, the flag about levels below is right, and CTT01 counts them. Reads numbers as
 * integers while they count up from one, as almost all do; only a set that numbers otherwise costs a map.
 */
final class HierarchyChecks {
    private static final int HL = SegmentTable.packTag("HL");
    private static final int BSN = SegmentTable.packTag("BSN");
    private static final int CTT = SegmentTable.packTag("CTT");
    private static final int NUMBER = 1;
    private static final int PARENT = 2;
    private static final int LEVEL = 3;
    private static final int CHILDREN = 4;
    private static final int STRUCTURE = 5;
    private static final int NO_LEVEL = 0;

    /** BSN05, and how deep each level of such a structure lies. Pallets stand around packs wherever those may stand. */
    private static final Map<String, Map<String, Integer>> STRUCTURES = Map.of(
            "0001", Map.of("S", 1, "O", 2, "T", 3, "P", 4, "I", 5),
            "0002", Map.of("S", 1, "O", 2, "I", 3, "T", 4, "P", 5),
            "0003", Map.of("S", 1, "T", 2, "P", 3, "O", 4, "I", 5),
            "0004", Map.of("S", 1, "O", 2, "I", 3));

    private final FindingList findings;
    private SegmentTable table = new SegmentTable();
    private @Nullable LayoutRule layout;
    /** The segments that are levels, in order. */
    private int[] levels = new int[64];

    private boolean[] isParent = new boolean[64];
    private int count;
    /** Where each number was first used; null while the numbers count up from one. */
    private @Nullable Map<String, Integer> numbered;

    private boolean remarked;

    HierarchyChecks(FindingList findings) {
        this.findings = findings;
    }

    void check(Schema schema, SegmentTable segments) {
        if (schema.tagIndex(HL) == 0) {
            return;
        }
        table = segments;
        layout = schema.layout("HL");
        int structure = gather();
        Map<String, Integer> depths = depths(structure);
        for (int i = 0; i < count; i++) {
            int parent = checkNumbers(i);
            if (parent != Schema.NOWHERE) {
                isParent[parent] = true;
            }
            if (depths != null) {
                checkLevel(depths, i, parent);
            }
        }
        for (int i = 0; i < count; i++) {
            checkChildren(i);
        }
        checkCount();
    }

    /** Notes the levels, and returns the segment that tells the structure. */
    private int gather() {
        count = 0;
        numbered = null;
        remarked = false;
        int structure = Schema.NOWHERE;
        boolean plain = true;
        for (int i = 0; i < table.segmentCount(); i++) {
            if (table.tag(i) == HL) {
                if (count == levels.length) {
                    levels = Arrays.copyOf(levels, count * 2);
                    isParent = Arrays.copyOf(isParent, count * 2);
                }
                levels[count] = i;
                isParent[count++] = false;
                plain = plain && integer(table.token(i, NUMBER)) == count;
            } else if (table.tag(i) == BSN) {
                structure = i;
            }
        }
        numbered = plain ? null : new HashMap<>();
        return structure;
    }

    private @Nullable Map<String, Integer> depths(int structure) {
        return structure == Schema.NOWHERE || !table.isPresent(structure, STRUCTURE)
                ? null
                : STRUCTURES.get(table.text(structure, STRUCTURE));
    }

    /** Checks a level's number and its parent's; returns the parent, if there is one. */
    private int checkNumbers(int level) {
        int segment = levels[level];
        int parent = Schema.NOWHERE;
        if (table.isPresent(segment, PARENT)) {
            parent = find(table.token(segment, PARENT), level);
            if (parent == Schema.NOWHERE) {
                report(
                        FindingCode.HIERARCHY_PARENT_UNKNOWN,
                        Severity.ERROR,
                        segment,
                        PARENT,
                        "the number of an HL before this one");
            }
        }
        if (numbered != null && table.isPresent(segment, NUMBER)) {
            checkNumber(numbered, level, segment);
        }
        return parent;
    }

    private void checkNumber(Map<String, Integer> numbers, int level, int segment) {
        int token = table.token(segment, NUMBER);
        if (numbers.putIfAbsent(table.text(token), level) != null) {
            report(
                    FindingCode.HIERARCHY_NUMBER_REPEATED,
                    Severity.ERROR,
                    segment,
                    NUMBER,
                    "a number that no other HL has");
        } else if (integer(token) != level + 1 && !remarked) {
            // The standard wants the numbers unique, and only gives counting up as its example.
            remarked = true;
            report(
                    FindingCode.HIERARCHY_NUMBER_OUT_OF_ORDER,
                    Severity.WARNING,
                    segment,
                    NUMBER,
                    String.valueOf(level + 1));
        }
    }

    private int find(int token, int before) {
        if (numbered == null) {
            int number = integer(token);
            return number >= 1 && number <= before ? number - 1 : Schema.NOWHERE;
        }
        return numbered.getOrDefault(table.text(token), Schema.NOWHERE);
    }

    /** A level stands somewhere below those that its structure names before it; a level unknown to it, anywhere. */
    private void checkLevel(Map<String, Integer> depths, int level, int parent) {
        int segment = levels[level];
        int depth = depths.getOrDefault(table.text(segment, LEVEL), NO_LEVEL);
        if (depth == NO_LEVEL) {
            return;
        }
        if (parent == Schema.NOWHERE) {
            if (depth != 1 && !table.isPresent(segment, PARENT)) {
                report(FindingCode.HIERARCHY_LEVEL_WRONG, Severity.ERROR, segment, LEVEL, "S, as it has no parent");
            }
            return;
        }
        String above = table.text(levels[parent], LEVEL);
        if (depths.getOrDefault(above, NO_LEVEL) >= depth) {
            report(
                    FindingCode.HIERARCHY_LEVEL_WRONG,
                    Severity.ERROR,
                    segment,
                    LEVEL,
                    "a level that may stand below " + above);
        }
    }

    private void checkChildren(int level) {
        int segment = levels[level];
        if (!table.isPresent(segment, CHILDREN)) {
            return;
        }
        int flag = integer(table.token(segment, CHILDREN));
        if (flag == 0 && isParent[level]) {
            report(
                    FindingCode.HIERARCHY_CHILDREN_WRONG,
                    Severity.ERROR,
                    segment,
                    CHILDREN,
                    "1, as levels follow below");
        } else if (flag == 1 && !isParent[level]) {
            report(
                    FindingCode.HIERARCHY_CHILDREN_WRONG,
                    Severity.ERROR,
                    segment,
                    CHILDREN,
                    "0, as no level follows below");
        }
    }

    /** In a set made of levels CTT01 counts those; in others it counts lines, which is the map's to check. */
    private void checkCount() {
        for (int i = table.segmentCount() - 1; i > 0 && count > 0; i--) {
            if (table.tag(i) != CTT) {
                continue;
            }
            int stated = table.isPresent(i, 1) ? integer(table.token(i, 1)) : -1;
            if (stated >= 0 && stated != count) {
                findings.value(
                        FindingCode.COUNT_MISMATCH,
                        Severity.WARNING,
                        Origin.STANDARD,
                        i,
                        table.token(i, 1),
                        null,
                        String.valueOf(count));
            }
            return;
        }
    }

    private void report(FindingCode code, Severity severity, int segment, int element, String expected) {
        ElementRule rule = layout == null ? null : layout.element(element);
        findings.value(code, severity, Origin.STANDARD, segment, table.token(segment, element), rule, expected);
    }

    /** A short number without a sign; -1 if it is none. */
    private int integer(int token) {
        if (token < 0) {
            return -1;
        }
        int begin = TokenValue.start(table, token);
        int end = TokenValue.end(table, token);
        if (begin == end || end - begin > 9) {
            return -1;
        }
        byte[] bytes = TokenValue.bytes(table, token);
        int number = 0;
        for (int i = begin; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
