package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the tree that CPS segments make in EDIFACT messages: each level has an id of its own and a parent that came before it. */
final class PackingLevelChecks {
    private static final int CPS = SegmentTable.packTag("CPS");
    private static final int LEVEL = 1;
    private static final int PARENT = 2;

    private final FindingList findings;
    private final Set<String> levels = new HashSet<>();

    PackingLevelChecks(FindingList findings) {
        this.findings = findings;
    }

    void check(Schema schema, SegmentTable table) {
        if (schema.tagIndex(CPS) == 0) {
            return;
        }
        LayoutRule layout = schema.layout("CPS");
        levels.clear();
        for (int i = 0; i < table.segmentCount(); i++) {
            if (table.tag(i) == CPS) {
                check(table, i, layout);
            }
        }
    }

    private void check(SegmentTable table, int segment, @Nullable LayoutRule layout) {
        if (table.isPresent(segment, PARENT) && !levels.contains(table.text(segment, PARENT))) {
            report(
                    table,
                    segment,
                    PARENT,
                    layout,
                    FindingCode.HIERARCHY_PARENT_UNKNOWN,
                    "the level of a CPS before this one");
        }
        if (table.isPresent(segment, LEVEL) && !levels.add(table.text(segment, LEVEL))) {
            report(
                    table,
                    segment,
                    LEVEL,
                    layout,
                    FindingCode.HIERARCHY_NUMBER_REPEATED,
                    "a level that no other CPS has");
        }
    }

    private void report(
            SegmentTable table,
            int segment,
            int element,
            @Nullable LayoutRule layout,
            FindingCode code,
            String expected) {
        ElementRule rule = layout == null ? null : layout.element(element);
        findings.value(code, Severity.ERROR, Origin.STANDARD, segment, table.token(segment, element), rule, expected);
    }
}
