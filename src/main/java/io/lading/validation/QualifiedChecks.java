package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.schema.CodeList;
import io.lading.schema.ElementRule;
import io.lading.schema.ElementType;
import io.lading.schema.PlacedElementRule;
import io.lading.schema.QualifiedRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import io.lading.schema.Selector;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenValue;
import io.lading.validation.FindingList.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the rules of a partner's guide about segments that hold certain codes or stand at certain places, such as
 * {@code REF DP: mandatory} and {@code HL[03=I]/SN1.03: { codes: [EA] }}. Runs after the segments have been placed, and
 * only for schemas that have such rules.
 */
final class QualifiedChecks {
    private final FindingList findings;
    private SegmentTable table = new SegmentTable();
    private int[] placed = {};
    private int count;

    QualifiedChecks(FindingList findings) {
        this.findings = findings;
    }

    /** @param nodes the node of each segment */
    void check(Schema schema, SegmentTable segments, int[] nodes) {
        check(schema, segments, nodes, true);
    }

    /** As {@link #check}, of a part that others follow: what the set as a whole must hold is told by the last. */
    void checkPart(Schema schema, SegmentTable part, int[] nodes) {
        check(schema, part, nodes, false);
    }

    private void check(Schema schema, SegmentTable segments, int[] nodes, boolean whole) {
        table = segments;
        placed = nodes;
        count = segments.segmentCount();
        for (QualifiedRule rule : schema.qualifiedRules()) {
            if (whole || rule.node().parent() >= 0) {
                checkTurns(schema, rule);
            }
        }
        for (PlacedElementRule rule : schema.placedElementRules()) {
            checkElements(rule);
        }
    }

    // ---- segments -------------------------------------------------------------------------------------------------

    private void checkTurns(Schema schema, QualifiedRule rule) {
        int parent = rule.node().parent();
        if (parent < 0) {
            checkTurn(schema, rule, 0, count);
            return;
        }
        Around around = new Around(rule.around());
        int turn = -1;
        for (int i = 0; i < count; i++) {
            int node = placed[i];
            if (node == Schema.NOWHERE) {
                continue;
            }
            around.pass(i);
            if (turn >= 0 && (node == parent || !schema.node(parent).holds(node))) {
                checkTurn(schema, rule, turn, i);
                turn = -1;
            }
            if (node == parent && i >= table.leadCount() && around.holds()) {
                turn = i;
            }
        }
        if (turn >= 0) {
            checkTurn(schema, rule, turn, count);
        }
    }

    /** One turn of the loop around the rule's place, from its first segment up to {@code end}. */
    private void checkTurn(Schema schema, QualifiedRule rule, int begin, int end) {
        SegmentNode node = rule.node();
        int found = 0;
        int place = end;
        for (int i = begin; i < end; i++) {
            if (placed[i] == node.index() && matches(rule.own(), i)) {
                found++;
                reportSurplus(rule, i, found);
            }
            if (place == end && placed[i] > node.index()) {
                place = i;
            }
        }
        if (rule.mandatory() && found == 0) {
            String label = schema.segmentLabel(node.name());
            findings.missingSegment(node.name(), Origin.OVERLAY, place, rule.words() + " (" + label + ")");
        }
    }

    private void reportSurplus(QualifiedRule rule, int segment, int found) {
        if (rule.most() == 0) {
            findings.segment(FindingCode.SEGMENT_UNEXPECTED, Origin.OVERLAY, segment, "no " + rule.words());
        } else if (found > rule.most()) {
            String expected = "at most " + rule.most() + " " + rule.words();
            findings.segment(FindingCode.SEGMENT_TOO_OFTEN, Origin.OVERLAY, segment, expected);
        }
    }

    private boolean matches(List<Selector> selectors, int segment) {
        for (Selector selector : selectors) {
            if (!selector.matches(table, segment)) {
                return false;
            }
        }
        return true;
    }

    /** Remembers the last segment at each place that a rule looks at. */
    private final class Around {
        private final List<Selector> selectors;
        private final int[] last;

        Around(List<Selector> selectors) {
            this.selectors = selectors;
            this.last = new int[selectors.size()];
            Arrays.fill(last, Schema.NOWHERE);
        }

        void pass(int segment) {
            for (int i = 0; i < last.length; i++) {
                if (selectors.get(i).node().index() == placed[segment]) {
                    last[i] = segment;
                }
            }
        }

        boolean holds() {
            for (int i = 0; i < last.length; i++) {
                if (last[i] == Schema.NOWHERE || !selectors.get(i).matches(table, last[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    // ---- elements -------------------------------------------------------------------------------------------------

    private void checkElements(PlacedElementRule rule) {
        Around around = new Around(rule.around());
        for (int i = 0; i < count; i++) {
            around.pass(i);
            if (i >= table.leadCount()
                    && placed[i] == rule.node().index()
                    && around.holds()
                    && matches(rule.own(), i)) {
                checkElement(rule, i);
            }
        }
    }

    private void checkElement(PlacedElementRule rule, int segment) {
        ElementRule element = rule.rule();
        int component = Math.max(1, rule.component());
        int token = table.token(segment, rule.element(), 1, component);
        boolean present =
                rule.component() > 0 ? token >= 0 && !table.isEmpty(token) : table.isPresent(segment, rule.element());
        if (!present) {
            if (element.mandatory() && element.isOverlaid(ElementRule.USE)) {
                long offset = token < 0 ? table.endOffset(segment) : table.tokenOffset(token);
                Place place = new Place(rule.element(), rule.component(), 0, offset);
                String expected = element.label() + " of " + rule.words();
                findings.absent(FindingCode.ELEMENT_MISSING, Origin.OVERLAY, segment, place, element, expected);
            }
            return;
        }
        if (element.forbidden()) {
            String expected = "nothing here in " + rule.words();
            findings.value(FindingCode.ELEMENT_FORBIDDEN, Origin.OVERLAY, segment, token, element, expected);
        } else if (element.components() == null) {
            checkValue(rule, segment, token);
        }
    }

    private void checkValue(PlacedElementRule rule, int segment, int token) {
        ElementRule element = rule.rule();
        int length = length(element, token);
        if (element.isOverlaid(ElementRule.LENGTH) && (length < element.shortest() || length > element.longest())) {
            FindingCode code =
                    length > element.longest() ? FindingCode.ELEMENT_TOO_LONG : FindingCode.ELEMENT_TOO_SHORT;
            findings.value(
                    code, Origin.OVERLAY, segment, token, element, element.lengthWords() + " in " + rule.words());
            return;
        }
        CodeList codes = element.codes();
        if (element.isOverlaid(ElementRule.CODES)
                && codes != null
                && !codes.contains(
                        TokenValue.bytes(table, token), TokenValue.start(table, token), TokenValue.end(table, token))) {
            findings.value(
                    FindingCode.CODE_NOT_ALLOWED,
                    Origin.OVERLAY,
                    segment,
                    token,
                    element,
                    codes.words() + " in " + rule.words());
        }
    }

    private int length(ElementRule element, int token) {
        boolean number = element.type() == ElementType.INTEGER || element.type() == ElementType.DECIMAL;
        String text = table.text(token);
        return number
                ? Values.digits(
                        text.getBytes(StandardCharsets.ISO_8859_1),
                        0,
                        text.length(),
                        Validator.decimalMark(table.delimiters()))
                : text.codePointCount(0, text.length());
    }
}
