package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import org.jspecify.annotations.Nullable;

/** Says by which field of a document a mandatory segment would have been written. Immutable. */
record MissingFacts(Level top) {

    /**
     * The first field of the first rule for a segment: {@code issued}, {@code lines.quantity}; null if no rule writes one.
     *
     * @param around the segment that begins the loop it stands in; null if it stands in none
     */
    @Nullable
    String of(String tag, @Nullable String around) {
        return find(top, tag, around, around == null, "");
    }

    private static @Nullable String find(
            Level level, String tag, @Nullable String around, boolean here, String prefix) {
        for (SegmentRule rule : level.rules()) {
            if (here && rule.tagText().equals(tag)) {
                String field = field(rule);
                if (field != null) {
                    return prefix + field;
                }
            }
        }
        for (SegmentRule rule : level.rules()) {
            if (rule.members() != null) {
                boolean inside = rule.tagText().equals(around);
                String found = find(rule.members(), tag, around, inside, prefix + list(rule));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String list(SegmentRule rule) {
        return rule.target() instanceof Target.Further further ? further.list() + "." : "";
    }

    private static @Nullable String field(SegmentRule rule) {
        if (rule.target() instanceof Target.ByRole byRole) {
            return byRole.roles().isEmpty()
                    ? String.valueOf(byRole.others())
                    : byRole.roles().get(0).field().toString();
        }
        for (ElementRule element : rule.elements()) {
            FieldPath field = element.field();
            if (field != null) {
                return list(rule) + field;
            }
        }
        return null;
    }
}
