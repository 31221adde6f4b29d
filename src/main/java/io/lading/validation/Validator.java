package io.lading.validation;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates transaction sets against their schemas: order, loops and counts of segments; presence, type, length, codes and
 * relational conditions of elements; the trees of HL and CPS segments. Reports all findings of a set in one pass. Hot path: single-threaded,
 * reusable, allocates nothing while all is well. Counts and control numbers of envelopes are the reader's findings, totals of lines
 * such as CTT01 the map's.
 */
public final class Validator {
    /** Of one set. More than this helps nobody, and a hostile set of 16 MB could hold millions of faults. */
    public static final int MOST_FINDINGS = 10_000;

    private final FindingList findings = new FindingList();
    private final QuickCheck quick = new QuickCheck();
    private final ElementChecks elements = new ElementChecks(findings);
    private final QualifiedChecks qualified = new QualifiedChecks(findings);
    private final HierarchyChecks hierarchy = new HierarchyChecks(findings);
    private final LineCountChecks counts = new LineCountChecks(findings);
    private final PackingLevelChecks packing = new PackingLevelChecks(findings);
    private @Nullable SegmentWalk walk;
    /** The node of each segment of the set. */
    private int[] placed = new int[64];

    /**
     * Everything that is wrong with a set, in the order of its segments; empty if nothing is.
     *
     * @param where the file, interchange and group around it
     * @param set its header
     * @param segments from header to trailer, or the last part of a set; where the trailer is missing, it is checked as far as
     *     it goes
     */
    public List<Finding> validate(SetContext where, SetHeader set, SegmentTable segments, Schema schema) {
        Schema used = where.syntaxFour() ? schema.inSyntaxFour() : schema;
        SegmentWalk steps = walk(used);
        int last = place(steps, where, set, segments, used);
        if (last == used.nodeCount() - 1) {
            steps.end();
            qualified.check(used, segments, placed);
        }
        return findings.take();
    }

    /**
     * What is wrong with a part of a set too large for one table, and was not said of the parts before it. The parts come one
     * after the other, and the last goes to {@link #validate}.
     */
    public List<Finding> validatePart(SetContext where, SetHeader set, SegmentTable part, Schema schema) {
        Schema used = where.syntaxFour() ? schema.inSyntaxFour() : schema;
        place(walk(used), where, set, part, used);
        qualified.checkPart(used, part, placed);
        return findings.take();
    }

    /** Places and checks the segments; gives the node of the last. Hot path. */
    private int place(SegmentWalk steps, SetContext where, SetHeader set, SegmentTable segments, Schema schema) {
        findings.begin(where, set, segments);
        int lead = segments.leadCount();
        if (lead == 0) {
            steps.begin(schema, segments);
        } else {
            steps.goOn(segments);
        }
        quick.begin(segments);
        elements.begin(segments, schema.standard());
        int count = segments.segmentCount();
        int node = Schema.NOWHERE;
        if (placed.length < count) {
            placed = Arrays.copyOf(placed, count + count / 2);
        }
        for (int i = lead; i < count; i++) {
            node = steps.place(i);
            placed[i] = node;
            if (node != Schema.NOWHERE) {
                check(i, schema.node(node).layout());
            }
        }
        hierarchy.check(schema, segments);
        packing.check(schema, segments);
        counts.check(schema, segments);
        return node;
    }

    private void check(int segment, LayoutRule layout) {
        if (!quick.isRight(segment, layout)) {
            elements.check(segment, layout);
        }
    }

    private SegmentWalk walk(Schema schema) {
        SegmentWalk steps = walk;
        if (steps == null) {
            steps = new SegmentWalk(findings, schema);
            walk = steps;
        }
        return steps;
    }

    /** The decimal mark in force; X12 knows only the point. */
    static byte decimalMark(Delimiters delimiters) {
        return delimiters.decimalMark() == Delimiters.NONE ? (byte) '.' : delimiters.decimalMark();
    }
}
