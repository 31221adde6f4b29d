package io.lading.validation;

import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import io.lading.schema.StepFinder;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the segments of a set through the schema's nodes and reports those that are unknown, missing, too many or in
 * the wrong place. A segment in the wrong place starts a detour: what belongs to it is read there, and the walk goes on
 * from where it was, so that one stray segment costs one finding. Single-threaded.
 */
final class SegmentWalk {
    private static final int NO_DETOUR = -1;

    private final FindingList findings;
    private Schema schema;
    private SegmentTable table = new SegmentTable();
    private int at;
    private int returnTo;
    private int detour = NO_DETOUR;
    /** True if the detour leads into a loop whose first segment did not come. */
    private boolean startMissing;

    /** How often each node came in the current turn of the loop around it. */
    private int[] count = {};
    /** The last segment seen at each node. */
    private int[] lastSegment = {};

    private final List<Missing> missing = new ArrayList<>();

    private record Missing(SegmentNode node, int before, Finding finding) {}

    SegmentWalk(FindingList findings, Schema schema) {
        this.findings = findings;
        this.schema = schema;
    }

    void begin(Schema newSchema, SegmentTable segments) {
        schema = newSchema;
        table = segments;
        at = Schema.NOWHERE;
        detour = NO_DETOUR;
        missing.clear();
        if (count.length < schema.nodeCount()) {
            count = new int[schema.nodeCount()];
            lastSegment = new int[schema.nodeCount()];
        }
    }

    /** Goes on with the next part of the set, whose first segments were placed before. */
    void goOn(SegmentTable part) {
        table = part;
        missing.clear();
    }

    /** The node at which a segment stands, or {@link Schema#NOWHERE} after a finding. Hot path. */
    int place(int segment) {
        int tag = schema.tagIndex(table.tag(segment));
        if (at >= 0 && tag != 0 && detour == NO_DETOUR) {
            int step = schema.step(at, tag);
            if (step > 0) {
                return enter(step - 1, segment);
            }
        }
        return placeWithCare(segment, tag);
    }

    /** Reports what is missing at the end of the set, which its trailer has reached. */
    void end() {
        int last = table.segmentCount() - 1;
        if (last < 1) {
            return;
        }
        int from = detour == NO_DETOUR ? at : returnTo;
        if (from >= 0) {
            report(StepFinder.skipped(schema, from, schema.nodeCount()), last + 1);
        }
    }

    private int enter(int target, int segment) {
        SegmentNode node = schema.node(target);
        int times = node.holds(at) ? count[target] + 1 : 1;
        if (times > node.most()) {
            return enterTooOften(node, segment, times);
        }
        count[target] = times;
        lastSegment[target] = segment;
        at = target;
        return target;
    }

    private int enterTooOften(SegmentNode node, int segment, int times) {
        int other = StepFinder.alternative(schema, at, node);
        if (other != Schema.NOWHERE) {
            return enter(other, segment);
        }
        count[node.index()] = times;
        lastSegment[node.index()] = segment;
        at = node.index();
        if (node.most() == 0) {
            findings.segment(FindingCode.SEGMENT_UNEXPECTED, Origin.OVERLAY, segment, "no " + node.name());
            return node.index();
        }
        FindingCode code = node.loop() ? FindingCode.LOOP_TOO_OFTEN : FindingCode.SEGMENT_TOO_OFTEN;
        String what = node.loop() ? " loops of " + node.name() : " " + node.name() + " here";
        findings.segment(code, origin(node), segment, "at most " + node.most() + what);
        return node.index();
    }

    private int placeWithCare(int segment, int tag) {
        if (at < 0) {
            at = 0;
            count[0] = 1;
            lastSegment[0] = segment;
            if (schema.node(0).tag() == table.tag(segment)) {
                return 0;
            }
        }
        if (tag == 0) {
            reportForeign(segment);
            return Schema.NOWHERE;
        }
        int step = schema.step(at, tag);
        int target = Math.abs(step) - 1;
        if (detour != NO_DETOUR && endsDetour(step, target, tag)) {
            detour = NO_DETOUR;
            at = returnTo;
            return place(segment);
        }
        if (step == 0) {
            return stray(segment);
        }
        if (step < 0) {
            report(StepFinder.skipped(schema, at, target), segment);
        }
        return enter(target, segment);
    }

    /** A detour into a loop whose start was never seen also ends as soon as the main way can go on. */
    private boolean endsDetour(int step, int target, int tag) {
        boolean inLoop = step != 0 && schema.node(detour).holds(target);
        return !inLoop || (startMissing && (target == detour || schema.step(returnTo, tag) > 0));
    }

    private void reportForeign(int segment) {
        if (schema.isOfSyntaxFour() && SecuritySegments.isOne(table.tag(segment))) {
            // Read over and kept: nothing is said of what they hold (ISO 9735-5).
            if (!SecuritySegments.mayStand(table, segment, at)) {
                String expected = "security segments right behind UNH or right before UNT";
                findings.segment(FindingCode.SEGMENT_UNEXPECTED, Origin.STANDARD, segment, expected);
            }
            return;
        }
        boolean known = schema.isKnownSegment(table.tagText(segment));
        FindingCode code = known ? FindingCode.SEGMENT_NOT_IN_SET : FindingCode.SEGMENT_UNKNOWN;
        findings.segment(code, Origin.STANDARD, segment, "a segment of the " + schema.setType());
    }

    /** A segment of the set that cannot come here: out of order in a loop that is open, or of a loop that is not. */
    private int stray(int segment) {
        int tag = table.tag(segment);
        int passed = passedNode(tag);
        if (passed != Schema.NOWHERE) {
            SegmentNode node = schema.node(passed);
            forgetMissing(node);
            String before = at < 0 ? "" : " before " + schema.node(at).name();
            findings.segment(FindingCode.SEGMENT_OUT_OF_ORDER, Origin.STANDARD, segment, node.name() + before);
            return takeDetour(node, node.loop() ? passed : NO_DETOUR, segment);
        }
        SegmentNode node = schema.node(likeliestNode(tag));
        String expected = node.parent() < 0
                ? "no " + node.name() + " here"
                : node.name() + " only after " + schema.node(node.parent()).name();
        findings.segment(FindingCode.SEGMENT_UNEXPECTED, origin(node), segment, expected);
        return takeDetour(node, node.parent() < 0 ? NO_DETOUR : node.parent(), segment);
    }

    private int takeDetour(SegmentNode node, int root, int segment) {
        lastSegment[node.index()] = segment;
        if (root != NO_DETOUR) {
            startMissing = root != node.index();
            returnTo = at;
            detour = root;
            at = node.index();
            count[node.index()] = 1;
        }
        return node.index();
    }

    /** The innermost node of this tag that was already passed in one of the open loops. */
    private int passedNode(int tag) {
        int scope = schema.node(at).loop() ? at : schema.node(at).parent();
        while (true) {
            int first = scope < 0 ? 0 : scope + 1;
            for (int i = first;
                    i < schema.nodeCount() && i <= at;
                    i = schema.node(i).end()) {
                if (schema.node(i).tag() == tag) {
                    return i;
                }
            }
            if (scope < 0) {
                return Schema.NOWHERE;
            }
            scope = schema.node(scope).parent();
        }
    }

    /** Where a segment of a loop that is not open most likely belongs: a loop that could come now, else the next one. */
    private int likeliestNode(int tag) {
        int first = Schema.NOWHERE;
        int next = Schema.NOWHERE;
        for (int i = 0; i < schema.nodeCount(); i++) {
            SegmentNode node = schema.node(i);
            if (node.tag() != tag) {
                continue;
            }
            if (node.parent() >= 0 && canComeNow(node.parent())) {
                return i;
            }
            first = first == Schema.NOWHERE ? i : first;
            next = next == Schema.NOWHERE && i > at ? i : next;
        }
        return next == Schema.NOWHERE ? first : next;
    }

    private boolean canComeNow(int node) {
        return schema.step(at, schema.tagIndex(schema.node(node).tag())) == node + 1;
    }

    private void report(List<SegmentNode> skipped, int before) {
        for (SegmentNode node : skipped) {
            if (isTrailer(node)) {
                continue;
            }
            String label = schema.segmentLabel(node.name());
            String expected = label == null ? node.name() : node.name() + " (" + label + ")";
            Finding finding = findings.missingSegment(node.name(), origin(node), before, expected);
            missing.add(new Missing(node, before, finding));
        }
    }

    /** A trailer that is missing is the reader's finding. */
    private boolean isTrailer(SegmentNode node) {
        return node.index() == schema.nodeCount() - 1 && node.parent() < 0;
    }

    /** What was reported as missing in this turn of the loop and comes late after all is only out of order. */
    private void forgetMissing(SegmentNode node) {
        int since = node.parent() < 0 ? 0 : lastSegment[node.parent()];
        missing.removeIf(gap -> {
            boolean found = gap.node().index() == node.index() && gap.before() >= since;
            if (found) {
                findings.remove(gap.finding());
            }
            return found;
        });
    }

    private static Origin origin(SegmentNode node) {
        return node.overlaid() ? Origin.OVERLAY : Origin.STANDARD;
    }
}
