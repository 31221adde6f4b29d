package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one segment, told apart by its tag and qualifiers, has to do with a document. With members it opens a loop.
 * Hot path when reading. Immutable.
 *
 * @param index the rule's place among its neighbours
 * @param qualifiers all of which must fit
 * @param elements in ascending order, qualifiers included
 * @param members rules for the segments of the loop this one opens; null if it opens none
 * @param list what a record of a list must be like to be taken by this rule
 * @param hierarchy the tree of segments that this one begins; null if it begins none
 * @param readOnly true if the segment is never written
 * @param dropped true for a loop that is left out on purpose, and reported as unused
 */
record SegmentRule(
        Place place,
        int index,
        String tagText,
        int tag,
        List<QualifierRule> qualifiers,
        List<ElementRule> elements,
        Target target,
        @Nullable Level members,
        ListUse list,
        @Nullable Hierarchy hierarchy,
        boolean readOnly,
        boolean dropped,
        @Nullable When when) {

    /**
     * What a record of a list must be like.
     *
     * @param fixed fields that say by their values that the rule takes the record
     * @param taken what earlier rules for the same list take, and this one therefore does not
     * @param onlyWith a field without which the record is left out when read; null if there is none
     */
    record ListUse(
            List<FixedFieldRule> fixed,
            List<ListUse> taken,
            @Nullable FieldPath onlyWith) {
        static final ListUse ANY = new ListUse(List.of(), List.of(), null);

        boolean takes(Object record) {
            for (int i = 0; i < fixed.size(); i++) {
                if (!fixed.get(i).holds(record)) {
                    return false;
                }
            }
            for (int i = 0; i < taken.size(); i++) {
                if (taken.get(i).takes(record)) {
                    return false;
                }
            }
            return true;
        }
    }

    boolean fits(Reading in, int segment, Draft draft) {
        for (int i = 0; i < qualifiers.size(); i++) {
            if (!qualifiers.get(i).fits(in, segment)) {
                return false;
            }
        }
        if (when != null && !when.holds(in.release, draft)) {
            return false;
        }
        if (target instanceof Target.ByRole byRole) {
            return byRole.takes(in, segment, draft);
        }
        return target.isOwnRecord() || accepts(in, segment, draft);
    }

    private boolean accepts(Reading in, int segment, Draft draft) {
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).accepts(in, segment, draft)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the segment and returns the draft that members of the loop fill. */
    Draft read(Reading in, int segment, Draft draft) {
        Draft filled = target.open(in, segment, draft);
        if (dropped) {
            return filled;
        }
        in.around = target.around(in, draft);
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).read(in, segment, filled);
        }
        if (members == null) {
            leave(in);
        }
        return filled;
    }

    /** Tells a trail, if there is one, that the record is complete. */
    void leave(Reading in) {
        if (in.trail != null && target.isOwnRecord()) {
            in.trail.leave();
        }
    }

    /** Takes the record that was just read out of its list again, if it lacks what makes it worth keeping. */
    void leaveOut(Draft around, Draft filled) {
        if (list.onlyWith() != null && !list.onlyWith().isSet(filled) && target instanceof Target.Further further) {
            further.list().holder(around).removeLast(further.list().leaf().index());
        }
    }

    void write(Writing out, Object record) {
        if (hierarchy != null) {
            hierarchy.write(out);
            return;
        }
        if (!dropped && !readOnly && (when == null || when.holds(out.release, record))) {
            target.write(out, record, this);
        }
    }

    /** True if a segment would be written for the record: it has something to say, or it is one that is always there. */
    boolean hasValue(Object record) {
        if (isAlways()) {
            return true;
        }
        for (ElementRule rule : elements) {
            if (rule.hasValue(record)) {
                return true;
            }
        }
        return members != null && members.hasValue(record);
    }

    /** A segment of constants only, such as UNS. */
    private boolean isAlways() {
        for (ElementRule rule : elements) {
            if (!(rule instanceof ConstantRule constant && constant.isAlways())) {
                return false;
            }
        }
        return !elements.isEmpty() && !dropped && members == null;
    }

    /** True if a loop of this rule would be written for the record around it. */
    boolean isWrittenFor(Object record) {
        return !dropped && !readOnly && !isAlways() && target.hasValue(record, this);
    }

    /**
     * Writes the segment for one record, as often as its values need, then the loop's members.
     *
     * @param role the qualifier that the record's place in the document stands for; null if none
     */
    void writeOne(Writing out, Object record, @Nullable Role role) {
        int segments = 1;
        for (ElementRule rule : elements) {
            if (!rule.isWritable(out, record)) {
                return;
            }
            segments = Math.max(segments, rule.segments(record));
        }
        boolean leftOut = false;
        for (int part = 0; part < segments; part++) {
            out.begin(tagText, this, record);
            writeElements(out, record, part, role);
            leftOut |= out.end() == Writing.Ended.LEFT_OUT;
        }
        if (members != null && !leftOut) {
            members.write(out, record);
        }
    }

    private void writeElements(Writing out, Object record, int part, @Nullable Role role) {
        Role waiting = role;
        for (ElementRule rule : elements) {
            if (waiting != null && rule.element > waiting.element()) {
                waiting.write(out);
                waiting = null;
            }
            rule.write(out, record, part);
        }
        if (waiting != null) {
            waiting.write(out);
        }
    }

    /** The rule that writes an element or component; null if none does, or a structure over several. */
    @Nullable
    ElementRule elementAt(int element, int component) {
        ElementRule ofElement = null;
        for (ElementRule rule : elements) {
            if (rule.element == element && rule.field() != null) {
                if (rule.component == component) {
                    return rule;
                }
                ofElement = rule;
            }
        }
        return ofElement;
    }

    /**
     * A qualifier that a record's place in the document stands for.
     *
     * @param kept what the record keeps of it; null if its place says it
     */
    record Role(int element, String code, @Nullable String kept) {
        void write(Writing out) {
            out.put(element, 1, code);
            if (kept != null) {
                out.trace(null, "role", element, 1, kept);
            }
        }
    }
}
