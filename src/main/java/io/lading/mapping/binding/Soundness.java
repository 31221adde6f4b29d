package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.mapping.WritingDefaults;
import io.lading.mapping.sound.PendingSegment;
import io.lading.mapping.sound.SegmentLaw;
import io.lading.mapping.sound.SegmentLaw.Lack;
import io.lading.mapping.sound.SetWalk;
import io.lading.schema.LayoutRule;
import io.lading.schema.SegmentNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is about to be written against the schema of the set. What an agreement has a default for, or can be counted, is
 * supplied; what has no room, or makes no sense without what is missing, is left out and told; and where a quantity, an amount or
 * a line would be lost by that, the one fact that is missing is an error. For one set.
 */
final class Soundness {
    /** A segment has no more rules than this that could break one after the other. */
    private static final int MOST_REPAIRS = 40;

    private final Writing out;
    private final PendingSegment segment;
    private final SetWalk walk;
    private final MissingFacts facts;
    /** True if the segment lacks what a document must not go without: it is written all the same, to be looked at. */
    private boolean refused;

    Soundness(Writing out, PendingSegment segment, SetWalk walk, MissingFacts facts) {
        this.out = out;
        this.segment = segment;
        this.walk = walk;
        this.facts = facts;
    }

    /** True if the segment can be written, as it was or with a little less; what cannot be is told. */
    boolean settle(@Nullable SegmentRule rule, @Nullable Object record) {
        SetWalk.Step step = walk.next(segment.tag());
        if (step == null) {
            leaveOut(
                    rule,
                    0,
                    "a place for another " + segment.tag() + " after "
                            + walk.last().name());
            return false;
        }
        boolean said = saysMore();
        refused = false;
        removeSurplus(step.layout(), rule);
        for (int i = 0; i < MOST_REPAIRS && !segment.isEmpty(); i++) {
            Lack lack = SegmentLaw.lack(segment, step.layout());
            if (lack == null) {
                break;
            }
            if (!supply(lack, rule, record) && !resolve(lack, step, rule, record)) {
                break;
            }
        }
        if (segment.isEmpty() || (said && !refused && !saysMore())) {
            return false;
        }
        reportSkipped(step.skipped());
        walk.enter(step);
        return true;
    }

    /** Gives a line its number if its segment would be empty, though there is more to say about the line. */
    boolean begins(SegmentRule rule, Object record) {
        if (rule.members() == null
                || rule.target() instanceof GroupTarget
                || !rule.members().hasValue(record)) {
            return true;
        }
        for (ElementRule element : rule.elements()) {
            if (isNumber(element) && supplyNumber(element, record)) {
                return true;
            }
        }
        ElementRule first = rule.elements().stream()
                .filter(element -> element.field() != null)
                .findFirst()
                .orElse(null);
        if (first == null) {
            return true;
        }
        leaveOut(rule, first.element, "a value for " + first.field() + ", to begin what belongs to it");
        return false;
    }

    // ---- what is too much -----------------------------------------------------------------------------------------

    private void removeSurplus(LayoutRule layout, @Nullable SegmentRule rule) {
        for (PendingSegment.Value value : List.copyOf(segment.values())) {
            String expected = SegmentLaw.expected(value, layout);
            if (expected == null) {
                continue;
            }
            ElementRule element = rule == null ? null : rule.elementAt(value.element(), value.component());
            FieldPath path = element == null ? null : element.field();
            boolean number = path != null && path.leaf().kind() == Shape.Kind.DECIMAL;
            boolean needed = number || SegmentLaw.isMandatory(value, layout);
            out.reportWhole(
                    FindingCode.VALUE_LEFT_OUT,
                    needed ? Severity.ERROR : Severity.WARNING,
                    value.element(),
                    segment.fieldAt(value.element(), value.component()),
                    expected,
                    value.text());
            if (!needed) {
                segment.remove(value);
            }
        }
    }

    /** True if the segment says more than the qualifier in its first element. */
    private boolean saysMore() {
        return segment.traces().stream().anyMatch(trace -> trace.element() > 1 || trace.component() > 1);
    }

    // ---- what is missing ------------------------------------------------------------------------------------------

    private boolean supply(Lack lack, @Nullable SegmentRule rule, @Nullable Object record) {
        ElementRule element = rule == null ? null : rule.elementAt(lack.element(), lack.component());
        if (element == null || record == null || element.field() == null) {
            return false;
        }
        if (isNumber(element)) {
            return supplyNumber(element, record);
        }
        WritingDefaults defaults = out.lookups.defaults();
        if (!Objects.requireNonNull(element.field()).leaf().name().equals("unit") || defaults.unit() == null) {
            return false;
        }
        String code = element instanceof FieldRule field ? field.code(out, defaults.unit()) : null;
        return code != null && supply(element, code);
    }

    private static boolean isNumber(ElementRule element) {
        return element instanceof FieldRule
                && element.field() != null
                && element.field().toString().equals("number");
    }

    private boolean supplyNumber(ElementRule element, Object record) {
        String number = out.freeNumber(record);
        return number != null && supply(element, number);
    }

    private boolean supply(ElementRule element, String value) {
        String field = String.valueOf(element.field());
        segment.supply(element.element, element.component, value);
        out.trace(element.place, field, element.element, element.component, value);
        out.report(FindingCode.VALUE_SUPPLIED, Severity.NOTE, element.element, field, "a value for " + field, "");
        return true;
    }

    private boolean resolve(Lack lack, SetWalk.Step step, @Nullable SegmentRule rule, @Nullable Object record) {
        boolean essential = isEssential(step.node(), rule, record);
        String name = name(lack, rule);
        if (!essential || !losesNumber(lack, rule, record)) {
            List<PendingSegment.Trace> before = List.copyOf(segment.traces());
            if (SegmentLaw.shorten(segment, step.layout(), lack)) {
                tellRemoved(before, name);
                if (segment.isEmpty() || !saysMore()) {
                    leaveOut(rule, lack.element(), "a value for " + name);
                }
                return true;
            }
        }
        if (essential) {
            String field = rule == null ? "" : fieldOf(lack, rule);
            out.report(FindingCode.FIELD_MISSING, Severity.ERROR, lack.element(), field, "a value for " + name, "");
            refused = true;
            return false;
        }
        leaveOut(rule, lack.element(), "a value for " + name);
        return false;
    }

    private void tellRemoved(List<PendingSegment.Trace> before, String missing) {
        for (PendingSegment.Trace trace : before) {
            if (!segment.traces().contains(trace)) {
                out.reportWhole(
                        FindingCode.VALUE_LEFT_OUT,
                        Severity.WARNING,
                        trace.element(),
                        trace.field(),
                        "a value for " + missing + " beside it",
                        "");
            }
        }
    }

    private static String fieldOf(Lack lack, SegmentRule rule) {
        ElementRule element = rule.elementAt(lack.element(), lack.component());
        return element == null || element.field() == null ? lack.label() : String.valueOf(element.field());
    }

    private String name(Lack lack, @Nullable SegmentRule rule) {
        String field = rule == null ? lack.label() : fieldOf(lack, rule);
        return field.equals(lack.label()) ? field : out.trail.whole(field) + " (" + lack.label() + ")";
    }

    /** True if a document without the segment says something else than it should. */
    private static boolean isEssential(SegmentNode node, @Nullable SegmentRule rule, @Nullable Object record) {
        if (rule == null || record == null) {
            return true;
        }
        if (rule.target() instanceof Target.Same) {
            return node.mandatory() || numbers(rule, record).findAny().isPresent();
        }
        Shape shape = Shape.of(record.getClass());
        return rule.members() != null && shape.field("number") != null;
    }

    private static java.util.stream.Stream<ElementRule> numbers(SegmentRule rule, Object record) {
        return rule.elements().stream().filter(element -> {
            FieldPath field = element.field();
            return field != null && field.leaf().kind() == Shape.Kind.DECIMAL && element.hasValue(record);
        });
    }

    /** True if what would be taken out holds a quantity or an amount. */
    private static boolean losesNumber(Lack lack, @Nullable SegmentRule rule, @Nullable Object record) {
        if (rule == null || record == null) {
            return true;
        }
        if (lack.condition() == null || lack.inComposite()) {
            return numbers(rule, record).anyMatch(element -> lack.inComposite() && element.element == lack.element())
                    || !lack.inComposite();
        }
        List<Integer> places = lack.condition().places();
        return numbers(rule, record).anyMatch(element -> places.contains(element.element));
    }

    private void leaveOut(@Nullable SegmentRule rule, int element, String expected) {
        String field =
                segment.traces().isEmpty() ? null : segment.traces().get(0).field();
        if (field == null && rule != null && rule.target() instanceof Target.Same) {
            field = rule.elements().stream()
                    .filter(each -> each.field() != null)
                    .map(each -> out.trail.whole(String.valueOf(each.field())))
                    .findFirst()
                    .orElse(null);
        }
        out.reportWhole(FindingCode.SEGMENT_LEFT_OUT, Severity.WARNING, element, field, expected, "");
        segment.begin(segment.tag());
    }

    /** A field without which a mandatory segment is missing. */
    private void reportSkipped(List<SegmentNode> skipped) {
        for (SegmentNode node : skipped) {
            SegmentNode around = walk.around(node);
            String fact = facts.of(node.name(), around == null ? null : around.name());
            out.reportMissing(node.name(), fact == null ? walk.label(node) : fact, walk.label(node));
        }
    }

    /** What is missing when the set is at its end. */
    void end() {
        reportSkipped(walk.missingAtEnd());
    }
}
