package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.schema.QualifiedRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import io.lading.syntax.SegmentTable;

/**
 * Checks the rules of a partner's guide about segments with a certain qualifier, such as {@code REF DP: mandatory}. Runs
 * after the segments have been placed, and only for schemas that have such rules.
 */
final class QualifiedChecks {
    private final FindingList findings;

    QualifiedChecks(FindingList findings) {
        this.findings = findings;
    }

    /** @param placed the node of each segment */
    void check(Schema schema, SegmentTable table, int[] placed) {
        for (QualifiedRule rule : schema.qualifiedRules()) {
            int parent = rule.node().parent();
            int turn = parent < 0 ? 0 : -1;
            for (int i = 0; i < table.segmentCount(); i++) {
                int node = placed[i];
                if (node == Schema.NOWHERE || parent < 0) {
                    continue;
                }
                if (turn >= 0 && (node == parent || !schema.node(parent).holds(node))) {
                    checkTurn(schema, rule, table, placed, turn, i);
                    turn = -1;
                }
                if (node == parent) {
                    turn = i;
                }
            }
            if (turn >= 0) {
                checkTurn(schema, rule, table, placed, turn, table.segmentCount());
            }
        }
    }

    /** One turn of the loop around the rule's place, from its first segment up to {@code end}. */
    private void checkTurn(Schema schema, QualifiedRule rule, SegmentTable table, int[] placed, int begin, int end) {
        SegmentNode node = rule.node();
        String what = node.name() + " with " + rule.qualifier();
        int count = 0;
        int place = end;
        for (int i = begin; i < end; i++) {
            if (placed[i] == node.index() && table.text(i, 1).equals(rule.qualifier())) {
                count++;
                reportSurplus(rule, i, count, what);
            }
            if (place == end && placed[i] > node.index()) {
                place = i;
            }
        }
        if (rule.mandatory() && count == 0) {
            String label = schema.segmentLabel(node.name());
            findings.missingSegment(node.name(), Origin.OVERLAY, place, what + " (" + label + ")");
        }
    }

    private void reportSurplus(QualifiedRule rule, int segment, int count, String what) {
        if (rule.most() == 0) {
            findings.segment(FindingCode.SEGMENT_UNEXPECTED, Origin.OVERLAY, segment, "no " + what);
        } else if (count > rule.most()) {
            String expected = "at most " + rule.most() + " " + what;
            findings.segment(FindingCode.SEGMENT_TOO_OFTEN, Origin.OVERLAY, segment, expected);
        }
    }
}
