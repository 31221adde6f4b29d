package io.lading.mapping.sound;

import io.lading.mapping.sound.PendingSegment.Value;
import io.lading.schema.Condition;
import io.lading.schema.ElementRule;
import io.lading.schema.ElementType;
import io.lading.schema.LayoutRule;
import org.jspecify.annotations.Nullable;

/** What a schema's layout asks of a segment: room for each value, and values that come together. */
public final class SegmentLaw {
    private SegmentLaw() {}

    /**
     * Something that is not there and must be.
     *
     * @param component from 1
     * @param inComposite true if the element is there, and one of its components is not
     * @param condition that is broken; null if the element or component is mandatory
     * @param label our name of what is missing
     */
    public record Lack(
            int element,
            int component,
            boolean inComposite,
            @Nullable Condition condition,
            String label) {}

    /** What should stand where a value has no room, as it would follow "expected"; null if the value can stand there. */
    public static @Nullable String expected(Value value, LayoutRule layout) {
        if (value.text().isEmpty()) {
            return null;
        }
        ElementRule element = layout.element(value.element());
        if (element == null) {
            return "at most " + layout.size() + " elements in " + layout.name();
        }
        LayoutRule components = element.components();
        ElementRule rule = element;
        if (components != null) {
            rule = components.element(value.component());
        } else if (value.component() > 1) {
            rule = null;
        }
        if (rule == null) {
            return "at most " + (components == null ? 1 : components.size()) + " components";
        }
        return rule.forbidden() ? "no " + rule.label() + " by the partner's guide" : expected(value.text(), rule);
    }

    private static @Nullable String expected(String text, ElementRule rule) {
        int length = isNumber(rule.type()) ? digits(text) : text.length();
        if (length < rule.shortest() || length > rule.longest()) {
            // A writer fills a whole number up with zeros where the standard asks for more digits.
            return rule.type() == ElementType.BINARY ? null : rule.lengthWords();
        }
        // Which codes a partner may send is a question of agreement, and so the validator's.
        return null;
    }

    /** True if the segment cannot go without a value. */
    public static boolean isMandatory(Value value, LayoutRule layout) {
        ElementRule element = layout.element(value.element());
        LayoutRule components = element == null ? null : element.components();
        ElementRule component = components == null ? null : components.element(value.component());
        return element != null && element.mandatory() && (component == null || component.mandatory());
    }

    private static boolean isNumber(ElementType type) {
        return type == ElementType.INTEGER || type == ElementType.DECIMAL || type == ElementType.NUMBER;
    }

    private static int digits(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return count;
    }

    /** The first thing that must be there and is not, or is there and must not be without others; null if all is well. */
    public static @Nullable Lack lack(PendingSegment segment, LayoutRule layout) {
        long present = segment.present();
        for (int place = 1; place <= layout.size(); place++) {
            ElementRule rule = layout.element(place);
            LayoutRule components = rule == null ? null : rule.components();
            if (components != null && ((present >>> (place - 1)) & 1) != 0) {
                Lack within = lack(components, segment.present(place), place);
                if (within != null) {
                    return within;
                }
            }
        }
        return lack(layout, present, 0);
    }

    /** @param element of which the layout is the components'; 0 if it is the segment's */
    private static @Nullable Lack lack(LayoutRule layout, long present, int element) {
        if (layout.isSatisfiedBy(present)) {
            return null;
        }
        for (int place = 1; place <= layout.size(); place++) {
            ElementRule rule = layout.element(place);
            if (rule != null && rule.mandatory() && ((present >>> (place - 1)) & 1) == 0) {
                return lack(element, place, null, rule.label());
            }
        }
        for (Condition condition : layout.conditions()) {
            if (!LayoutRule.holds(condition, condition.mask(), present)) {
                int place = absent(condition, present);
                ElementRule rule = layout.element(place);
                return lack(element, place, condition, rule == null ? "" : rule.label());
            }
        }
        return null;
    }

    private static int absent(Condition condition, long present) {
        boolean excluded = condition.kind() == Condition.Kind.EXCLUSIVE;
        for (int place : condition.places()) {
            boolean there = ((present >>> (place - 1)) & 1) != 0;
            if (there == excluded && (!excluded || place != condition.first())) {
                return place;
            }
        }
        return condition.first();
    }

    private static Lack lack(int element, int place, @Nullable Condition condition, String label) {
        return element == 0
                ? new Lack(place, 1, false, condition, label)
                : new Lack(element, place, true, condition, label);
    }

    /**
     * Takes out what cannot stand without what is missing: an optional composite, or the elements that ask for others.
     *
     * @return false if nothing can be taken out, because what is missing is mandatory
     */
    public static boolean shorten(PendingSegment segment, LayoutRule layout, Lack lack) {
        if (lack.inComposite()) {
            ElementRule element = layout.element(lack.element());
            if (element == null || element.mandatory()) {
                return false;
            }
            segment.removeIf(value -> value.element() == lack.element());
            return true;
        }
        Condition condition = lack.condition();
        if (condition == null || condition.kind() == Condition.Kind.REQUIRED) {
            return false;
        }
        switch (condition.kind()) {
            case PAIRED -> segment.removeIf(value -> condition.places().contains(value.element()));
            case EXCLUSIVE -> segment.removeIf(value -> value.element() == lack.element());
            case CONDITIONAL, LIST_CONDITIONAL -> segment.removeIf(value -> value.element() == condition.first());
            case REQUIRED -> throw new IllegalStateException("What is required cannot be taken out.");
        }
        return true;
    }
}
